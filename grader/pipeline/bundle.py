"""What the submissions of one assignment are graded against, as data that any process can take."""

from dataclasses import dataclass

from grader.sandbox import Limits, Mode


class BundleError(Exception):
    """An assignment cannot be graded as it stands; the message says what to do."""


@dataclass(frozen=True)
class Bundle:
    """Everything that a grade of one assignment depends on, but for the submission.

    ``instructor``, ``sources`` and ``releases`` map a notebook's name to its JSON text: with the
    solutions (only where there are exercises), as released but with the hidden tests, and as
    released. ``files`` is the folder whose contents a submission finds beside its notebook;
    ``python_files`` allows scripts in place of notebooks.
    ``key`` is a digest of all that and of ``engine``, the grader's own code and packages: it
    changes when anything changes that a grade may depend on.
    """

    assignment: str
    instructor: dict[str, str]
    sources: dict[str, str]
    releases: dict[str, str]
    files: str
    secret: str
    limits: Limits
    sandbox: Mode
    key: str
    python_files: bool = False
