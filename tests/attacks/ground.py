"""An assignment with a sandbox of its own, on which attacks are tried."""

from collections.abc import Callable
from dataclasses import dataclass

from nbformat import NotebookNode

from grader.pipeline.bundle import Bundle
from grader.pipeline.result import Result
from grader.pipeline.task import grade_submission
from grader.sandbox import Sandbox
from tests.attacks import week2
from tests.attacks.attack import WRONG, Attack


@dataclass
class Ground:
    """An assignment, ready to grade submissions of it, and what a perfect one earns."""

    file: str
    points: dict[str, float]
    bundle: Bundle
    box: Sandbox
    perfect: Callable[[], NotebookNode]
    first: str  # the cell in front of which a student's own cells go
    last: str

    def grade(
        self, book: NotebookNode, files: dict[str, bytes] | None = None, box: Sandbox | None = None
    ) -> Result:
        """Grade a notebook, with other files beside it."""
        handed_in = {self.file: week2.packed(book)} | (files or {})
        return grade_submission(self.bundle, handed_in, box or self.box)

    def submission(self, attack: Attack) -> NotebookNode:
        """The notebook that an attacker hands in."""
        book = self.perfect()
        wrong = {name: WRONG[name] for name in attack.attacked if name in WRONG}
        for name, source in {**wrong, **attack.solutions}.items():
            week2.cell_of(book, name).source = source.strip("\n")
        if attack.before:
            week2.with_cells(book, self.first, attack.before.strip("\n"))
        if attack.after:
            week2.with_cells(book, self.last, attack.after.strip("\n"))
        if attack.edit:
            attack.edit(book)
        return book


def honest(ground: Ground, box: Sandbox | None = None) -> None:
    """A perfect submission earns all there is to earn, in this ground's sandbox or in another's."""
    result = ground.grade(ground.perfect(), box=box)
    earned = {grade.cell: grade.score for grade in result.grades if grade.score is not None}
    assert (result.status, earned, result.notes) == ("graded", ground.points, ())
