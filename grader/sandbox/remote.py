"""A student's function, to be called from here."""

from __future__ import annotations

import inspect
import warnings
from functools import cached_property
from typing import Any, Protocol

from grader.sandbox.border.errors import CannotCross, StudentFault
from grader.sandbox.border.limits import Limits
from grader.sandbox.effects import show_again, write_back
from grader.sandbox.replies import signature_of
from grader.sandbox.results import CallReport
from utils.expected import Raises
from utils.observe import UNREADABLE, Call, changed

KEPT = 8  # a check keeps the answers to all its cases, so that each may be so much smaller
# Raised again in the trusted process, these would stop the grader instead of a test.
NOT_RAISED = (KeyboardInterrupt, SystemExit, GeneratorExit)


class Caller(Protocol):
    """What a stand-in needs of its submission: see `session.Session`."""

    limits: Limits
    stop_iteration: bool

    def call(
        self,
        function: RemoteFunction,
        args: tuple,
        kwargs: dict,
        seconds: float | None = None,
        given: dict[str, Any] | None = None,
        seed: int | None = None,
    ) -> CallReport: ...

    def remember(self, fault: StudentFault | CannotCross) -> Exception: ...


class RemoteFunction:
    """Stands for a function of the student's: calling it runs theirs and brings the result back.

    It has a `__signature__`, as the submission tells it, where there is one to tell.
    """

    def __init__(self, session: Caller, handle: int, name: str):
        self.session, self.handle = session, handle
        self.__name__ = self.__qualname__ = name
        self.parameters: object = None  # as the submission tells them

    @cached_property
    def __signature__(self) -> inspect.Signature:
        signature = signature_of(self.parameters)
        if signature is None:
            raise AttributeError(f"the signature of {self.__name__} is not known")
        return signature

    def __repr__(self) -> str:
        return f"<the submission's function {self.__name__}>"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As calling the function: prints, warns, changes its arguments, raises or returns."""
        try:
            report = self.examine(args, kwargs)
        except CannotCross as error:
            raise self.session.remember(error) from None
        show_again(report.outputs)
        if report.after:
            write_back((args, kwargs), report.after)
        for category, message, place, line in report.warnings:
            warnings.warn_explicit(message, category, place, line)
        if report.fault:
            raise self.session.remember(report.fault)
        if (error := report.exception) is not None:
            stops = isinstance(error, StopIteration) and not self.session.stop_iteration
            if stops or isinstance(error, NOT_RAISED):
                raise RuntimeError(f"{type(error).__name__}: {error}") from None
            raise error
        return report.value

    def examine(
        self, args: tuple = (), kwargs: dict | None = None, seconds: float | None = None
    ) -> CallReport:
        """Call it and report everything that happened; raises only if an argument cannot cross."""
        return self.session.call(self, args, kwargs or {}, seconds)

    def observe(
        self, inputs: dict[str, Any], given: dict[str, Any], seed: int | None = None
    ) -> Call:
        """Call it by position, as `utils.observe.observe` calls a function that lives here.

        `given` are other functions of the submission's and what they are during this call: data to
        return, or functions of ours, which run here. With a `seed` its random numbers repeat, see
        `border.seeding`. A timeout or a death is raised.
        """
        report = self.session.call(self, tuple(inputs.values()), {}, None, given, seed)
        fault = report.fault
        if isinstance(fault, StudentFault):
            raise self.session.remember(fault)
        value, message, line, inside = report.value, "", "", ""
        if fault is not None:
            value, message = Raises(UNREADABLE), f"{fault.where} {fault.problem}"
        elif report.error is not None:
            value, message = Raises(type(report.error.exception).__name__), report.error.message
            if report.error.line:
                line, inside = report.error.line[2], report.error.line[3]
        if report.size > self.session.limits.value_bytes // KEPT:
            value, message = Raises("MemoryError"), "what it returned is too large to be kept"
        altered: tuple[str, ...] = ()
        if report.changed:
            altered = tuple(inputs)
            if report.after and len(report.after[0]) == len(inputs):
                altered = changed(inputs, list(report.after[0]))
        used, seconds = tuple(report.used), report.busy_seconds
        return Call(value, seconds, altered, message, line, inside, used, twice=report.twice)
