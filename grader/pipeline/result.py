"""What came of one submission, as plain data that any process can send and any file can hold."""

from dataclasses import dataclass, field

from utils.examine import Report


@dataclass(frozen=True)
class Grade:
    """What one graded cell earned; ``score`` is None where a person has to say."""

    notebook: str
    cell: str
    score: float | None
    points: float


@dataclass(frozen=True)
class CellReport:
    """What a graded cell found out about one function, or about the quiz."""

    notebook: str
    cell: str
    report: Report


@dataclass(frozen=True)
class Due:
    """A reason why a person has to look at a submission before its score counts.

    It is about one graded ``cell``; about a ``notebook``; or, without either, about everything.
    """

    why: str
    notebook: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Result:
    """What came of one submission.

    ``status``: "graded"; "unreadable", "unrecognised", "undecided" (several files may be meant),
    "substitute" (another kind of file), "missing" (one notebook of several) or "empty", for a
    person to look at; or "fault", when the grader itself failed. ``notes`` are sentences for
    student and instructor; ``unanswered`` the solution cells that are as they were released, by
    notebook; ``people`` the reasons why a person is due (see `people`).
    """

    status: str
    notebooks: dict[str, str]
    grades: tuple[Grade, ...]
    notes: tuple[str, ...]
    reports: tuple[CellReport, ...] = ()
    seconds: float = 0.0
    seconds_in_cells: float = 0.0
    unanswered: dict[str, list[str]] = field(default_factory=dict)
    people: tuple[Due, ...] = ()

    @property
    def score(self) -> float:
        """The points of all graded cells; a cell that waits for a person counts nothing."""
        return sum(grade.score or 0.0 for grade in self.grades)
