"""Student code at arm's length: it runs in a sandbox, its tests run here, plain data crosses.

    from grader.sandbox import Limits, Namespace, Sandbox, run_test

    with Sandbox(limits=Limits(cell_seconds=10), files=Path("release/week1")) as box:
        with box.session() as session:                  # a fork of the warm template: milliseconds
            shown = session.run("def double(x): return 2 * x", cell_id="double")
            double = session.get("double")              # a stand-in for the student's function
            report = double.examine((21,))              # value, error, prints, warnings, seconds …
            namespace = Namespace(session, {"np": numpy})
            result = run_test("assert double(2) == 4", namespace, cell_id="test-double")
            result.ok, result.outputs                   # outputs as nbgrader expects them

What a submission's code does never raises from `session.run`, `examine` and `run_test`: it is in
`error` (an exception of the student's) or in `fault` (see `errors`). After a `SessionDied` only a
new session helps; `replay.replay` runs a whole submission and does that by itself.
`SandboxFault` is the grader's own failure.
"""

from grader.sandbox.border.errors import (
    CannotCross,
    SandboxError,
    SandboxFault,
    SandboxUnavailable,
    SessionDied,
    StudentFault,
    StudentTimeout,
)
from grader.sandbox.border.limits import Limits
from grader.sandbox.box import Mode, Sandbox
from grader.sandbox.doctor import capabilities
from grader.sandbox.imports import imported_names
from grader.sandbox.remote import RemoteFunction
from grader.sandbox.results import CallReport, CellResult, StudentError
from grader.sandbox.session import Session
from grader.sandbox.trusted import Namespace, run_test

__all__ = [
    "CallReport",
    "CannotCross",
    "CellResult",
    "Limits",
    "Mode",
    "Namespace",
    "RemoteFunction",
    "Sandbox",
    "SandboxError",
    "SandboxFault",
    "SandboxUnavailable",
    "Session",
    "SessionDied",
    "StudentError",
    "StudentFault",
    "StudentTimeout",
    "capabilities",
    "imported_names",
    "run_test",
]
