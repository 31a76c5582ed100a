"""Errors say whose fault it was, and of what."""

from grader.sandbox.border.errors import (
    CannotCross,
    SandboxError,
    SandboxFault,
    SandboxUnavailable,
    SessionDied,
    StudentFault,
    StudentTimeout,
)


def test_is_every_error_of_one_family_and_only_some_the_students():
    for kind in (SandboxFault, SandboxUnavailable, CannotCross, StudentFault):
        assert issubclass(kind, SandboxError)
    assert issubclass(StudentTimeout, StudentFault) and issubclass(SessionDied, StudentFault)
    assert not issubclass(SandboxFault, StudentFault)
    assert issubclass(CannotCross, TypeError)  # what a test of a value's type expects


def test_do_errors_name_the_place():
    assert str(CannotCross("is a C")) == "the value is a C"
    assert str(CannotCross("is a C", "x[0]")) == "x[0] is a C"
    died = SessionDied("f() ended its process", "f()", "exit", 3)
    assert (died.where, died.reason, died.status) == ("f()", "exit", 3)
    assert not CannotCross("is a C").ours
