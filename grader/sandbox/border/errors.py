"""What can go wrong, and whose fault it is.

SandboxError
├── SandboxUnavailable    isolation was required and this machine cannot give it
├── SandboxFault          the grader itself failed: never charged to the student
├── CannotCross           a value that is not plain data, or exceeds a limit
└── StudentFault          the submission's own doing
    ├── StudentTimeout    a cell or call took too long; it was interrupted and the session lives
    └── SessionDied       the student's process is gone, or no longer makes sense
"""

from __future__ import annotations

from typing import Literal

DeathReason = Literal["time", "memory", "cpu", "exit", "signal", "protocol"]


class SandboxError(Exception):
    """Base of every error of this package."""


class SandboxUnavailable(SandboxError):
    """Isolation was required, and this machine cannot provide it."""


class SandboxFault(SandboxError):
    """The grader failed, not the submission: a human should look."""


class CannotCross(SandboxError, TypeError):
    """A value that may not pass between the student's process and the trusted one.

    `ours` tells that it was an argument of a test's: then it is not the student's fault.
    """

    ours = False

    def __init__(self, problem: str, where: str = ""):
        super().__init__(f"{where or 'the value'} {problem}")
        self.problem, self.where = problem, where


class StudentFault(SandboxError):
    """The submission went too far; `where` names its cell or function."""

    def __init__(self, message: str, where: str):
        super().__init__(message)
        self.where = where


class StudentTimeout(StudentFault):
    """A cell or call ran into its time limit and was interrupted; the session goes on."""


class SessionDied(StudentFault):
    """The student's process ended, or had to be ended; start a new session to go on.

    `reason` is "time" (did not stop when interrupted), "memory", "cpu" (its processor time ran
    out), "exit" (`status` is the code), "signal" (`status` is the signal) or "protocol" (what it
    sent is not an answer).
    """

    def __init__(self, message: str, where: str, reason: DeathReason, status: int | None = None):
        super().__init__(message, where)
        self.reason: DeathReason = reason
        self.status = status
