"""A bundle made ready for its submissions: notebooks parsed, the answer key, trusted names."""

from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from grader.answer_key import AnswerKey
from grader.assignment import read_assignment
from grader.cells import course_code, defined_in, modules_imported
from grader.exercises import ExerciseError
from grader.marks import is_solution
from grader.pipeline.bundle import Bundle, BundleError
from grader.sandbox import imported_names


@dataclass(frozen=True)
class Prepared:
    """What every submission of a bundle is graded with.

    By a notebook's name: ``sources``, with tests, and ``releases``, as students got them;
    ``trusted`` names that the course's cells import; ``asked``, the functions that students are
    asked to write. ``imports`` are modules for the sandbox to have ready. ``key`` is None for an
    assignment that has ordinary test cells and no exercises.
    """

    sources: dict[str, NotebookNode]
    releases: dict[str, NotebookNode]
    trusted: dict[str, dict[str, object]]
    asked: dict[str, frozenset[str]]
    imports: tuple[str, ...]
    key: AnswerKey | None


_latest: dict[str, Prepared] = {}  # the newest last
KEPT = 2  # who grades two assignments by turns waits for neither


def prepare(bundle: Bundle) -> Prepared:
    """The bundle made ready, kept from task to task."""
    if bundle.key not in _latest:
        made = _prepared(bundle)
        while len(_latest) >= KEPT:
            del _latest[next(iter(_latest))]
        _latest[bundle.key] = made
    return _latest[bundle.key]


def _prepared(bundle: Bundle) -> Prepared:
    books = {name: nbformat.reads(text, as_version=4) for name, text in bundle.sources.items()}
    released = {name: nbformat.reads(text, as_version=4) for name, text in bundle.releases.items()}
    return Prepared(
        books,
        released,
        {name: imported_names(course_code(book)) for name, book in books.items()},
        {name: frozenset(_asked_for(book)) for name, book in released.items()},
        tuple(sorted(modules_imported(s for book in released.values() for s in course_code(book)))),
        _key(bundle) if bundle.instructor else None,
    )


def _key(bundle: Bundle) -> AnswerKey:
    """The answer key, whole: what is wrong with it is nobody's submission's fault."""
    key = AnswerKey(read_assignment(bundle.assignment, bundle.instructor), bundle.secret)
    try:
        key.complete()
    except Exception as error:  # a solution can raise anything
        kind = "" if isinstance(error, ExerciseError) else f"{type(error).__name__}: "
        raise BundleError(
            f"Nothing is graded without an answer key. {kind}{error}. "
            f"`make lint ASSIGNMENT={bundle.assignment}` says more."
        ) from error
    return key


def _asked_for(book: NotebookNode) -> set[str]:
    """The functions that the released stubs ask students to write."""
    stubs = [c.source for c in book.cells if c.cell_type == "code" and is_solution(c)]
    return set().union(*map(defined_in, stubs))
