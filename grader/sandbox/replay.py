"""A whole submission, cell after cell, whatever its cells do.

What hangs or dies costs its own question only. A cell that ends the process, or a function that
does when a test calls it, is taken out; the cells before are run again in a new session, and it
goes on behind. Test cells that have their result are not run again. A function that hangs is
replaced by one that says so at once, so that its callers do not wait for it again.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.sandbox.border.errors import SessionDied, StudentFault, StudentTimeout
from grader.sandbox.border.recorder import size_of
from grader.sandbox.box import Sandbox
from grader.sandbox.results import CellResult, error_output
from grader.sandbox.session import Session
from grader.sandbox.trusted import Namespace, run_test

MOST_SHOWN = 64 * 2**20  # characters that the cells of a submission may show in all
TOO_MUCH = "[Not shown: the cells of this notebook show too much in all.]\n"
# What a function does that ended its session, by the reason.
WHAT = {
    "time": "takes too long",
    "cpu": "takes too long",
    "memory": "uses too much memory",
    "protocol": "cannot be called",
}


@dataclass(frozen=True)
class Cell:
    """A code cell: `trusted` ones are run here, as test cells, the others in the sandbox.

    `id` is what errors call it. `original` is the course's own text of a cell that a student has
    edited, to be run when that fails.
    """

    id: str
    source: str
    trusted: bool = False
    original: str = ""


def replay(
    box: Sandbox,
    cells: Sequence[Cell],
    extra: dict[str, Any] | None = None,
    student_names: Iterable[str] = (),
    on_result: Callable[[CellResult], None] = lambda result: None,
    modules: Mapping[str, Any] | None = None,
) -> list[CellResult]:
    """Run `cells` in order; one result each, in order.

    `extra`, `student_names` and `modules` are those of `Namespace`. Raises `SandboxFault` when the
    sandbox itself fails, never for what the submission does.
    """
    return _Replay(box, cells, extra or {}, frozenset(student_names), on_result, modules).run()


class _Replay:
    def __init__(
        self,
        box: Sandbox,
        cells: Sequence[Cell],
        extra: dict[str, Any],
        student_names: frozenset[str],
        on_result: Callable[[CellResult], None],
        modules: Mapping[str, Any] | None,
    ):
        self.box, self.cells, self.on_result = box, cells, on_result
        self.extra, self.student_names, self.modules = extra, student_names, modules
        self.results: dict[int, CellResult] = {}
        self.skipped: set[int] = set()  # cells that must not run again
        self.refused: dict[str, tuple[int, str]] = {}  # name: index of its cell, message
        self.shown = 0  # characters of output, pictures included
        self.owner: dict[str, int] = {}  # name: index of the cell that bound it last
        self.deadline = time.monotonic() + box.limits.submission_seconds

    def run(self) -> list[CellResult]:
        while len(self.results) < len(self.cells):
            if time.monotonic() > self.deadline:
                self.give_up()
                break
            with self.box.session() as session:
                self.go_through(session)
        return [self.results[index] for index in range(len(self.cells))]

    def go_through(self, session: Session) -> None:
        """All cells in one session, until it dies; every death settles at least one cell."""
        namespace = Namespace(session, self.extra, self.student_names, self.modules)
        for index, cell in enumerate(self.cells):
            if time.monotonic() > self.deadline:
                return
            if not cell.trusted:
                self.student_cell(session, index, cell)
            elif index not in self.results:
                self.test_cell(session, namespace, index, cell)
            if session.closed:
                return

    def student_cell(self, session: Session, index: int, cell: Cell) -> None:
        if index in self.skipped:
            self.instead(session, index, cell)
            return
        result = session.run(cell.source, cell.id)
        self.shown += size_of(result.outputs)
        if self.shown > MOST_SHOWN:
            kept = [o for o in result.outputs if o["output_type"] == "error"]
            result.outputs = [{"output_type": "stream", "name": "stdout", "text": TOO_MUCH}, *kept]
        if isinstance(result.fault, StudentFault):
            self.skipped.add(index)
        if index not in self.results:
            self.settle(index, result)
        self.owner.update(dict.fromkeys(result.bound, index))
        if not result.whole and not session.closed:
            self.instead(session, index, cell)
        for name, (owner, message) in self.refused.items():
            if owner == index and not session.closed:
                self.refuse(session, name, message)

    def instead(self, session: Session, index: int, cell: Cell) -> None:
        """Run the course's own lines of a cell, of which a student's version failed."""
        if cell.original:
            result = session.run(cell.original, cell.id)
            self.owner.update(dict.fromkeys(result.bound, index))
        elif index in self.skipped:
            session.causes.learn(cell.source, self.results[index])

    def test_cell(self, session: Session, namespace: Namespace, index: int, cell: Cell) -> None:
        before = len(session.incidents)
        result = run_test(cell.source, namespace, cell.id)
        for incident in session.incidents[before:]:
            self.charge(session, incident)
        self.settle(index, result)

    def charge(self, session: Session, incident: StudentFault) -> None:
        """Take the function that hung or died out of the submission.

        That is the one that the test called. What it was calling at that moment may be blameless.
        """
        name = incident.where.removesuffix("()")
        if name not in self.owner:
            return
        message = (
            f"{name}() {what_it_does(incident)}, as an earlier check found; it is not called again"
        )
        self.refused[name] = (self.owner[name], message)
        if not session.closed:
            self.refuse(session, name, message)

    def refuse(self, session: Session, name: str, message: str) -> None:
        with contextlib.suppress(SessionDied):  # whoever uses the session next sees it
            session.refuse(name, message)

    def settle(self, index: int, result: CellResult) -> None:
        self.results[index] = result
        self.on_result(result)

    def give_up(self) -> None:
        seconds = self.box.limits.submission_seconds
        message = f"not run: the submission had used up its {seconds:g} seconds"
        for index, cell in enumerate(self.cells):
            if index not in self.results:
                fault = StudentTimeout(message, f"cell {cell.id}")
                outputs = [error_output("TimeoutError", message)]
                self.settle(index, CellResult(cell.id, outputs, 0.0, fault=fault))


def what_it_does(incident: StudentFault) -> str:
    """What a function does that hung or ended its session; a `StudentTimeout` has no reason."""
    reason = getattr(incident, "reason", "time")
    return WHAT.get(reason, "ends its own process")
