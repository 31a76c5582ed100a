"""Test cells, run where the student's code never is.

A test cell is executed in this process, in a `Namespace` whose missing names are looked up in the
submission. CPython asks a dict subclass's `__missing__` for module-level names and, since the
globals are then no exact dict, for the global names of functions and comprehensions too. Only
class bodies need the names beforehand.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import ctypes
import inspect
import signal
import sys
import threading
import time
import traceback
import types
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TextIO

from IPython.core.displaypub import DisplayPublisher
from IPython.core.formatters import DisplayFormatter
from IPython.core.history import HistoryManager
from IPython.core.interactiveshell import InteractiveShell

from grader.cells import hidden_lines
from grader.sandbox.border.errors import (
    CannotCross,
    SandboxFault,
    StudentFault,
    StudentTimeout,
)
from grader.sandbox.border.recorder import Recorder, recording
from grader.sandbox.effects import showing
from grader.sandbox.imports import Builtins, genuine
from grader.sandbox.remote import RemoteFunction
from grader.sandbox.results import CellResult, error_output, kind_of
from grader.sandbox.session import Session

SPARE_SECONDS = 3.0  # what a test cell gets beyond the time its calls, and ending them, may take


class TestTimeout(BaseException):
    """Stops a test cell; not an Exception, so that no test swallows it."""


class Namespace(dict):
    """Globals for the test cells of one submission.

    `extra` are the trusted names (the course's own imports and helpers): the submission cannot
    replace them. Names of Python's built-in functions are Python's own, except `student_names`,
    which an exercise may ask students to write. `modules` are what import statements find under
    their names in place of modules of this process. What a test cell binds stays here, and is
    never shown to the student's code: only binding one of the student's own functions is done
    there too, and so is `del`. Data is fetched anew after every call into the submission.
    """

    def __init__(
        self,
        session: Session,
        extra: dict[str, Any] | None = None,
        student_names: Iterable[str] = (),
        modules: Mapping[str, Any] | None = None,
    ):
        super().__init__(extra or {})
        super().__setitem__("__builtins__", Builtins(modules) if modules else builtins)
        super().__setitem__("__name__", "__main__")
        self.session, self._student_names = session, frozenset(student_names)
        self._trusted = frozenset(self)
        self._fetched: dict[str, Any] = {}
        self._calls = session.calls
        session.on_binding.append(self.forget)

    def __missing__(self, name: str) -> Any:
        if self._calls != self.session.calls:
            self._fetched.clear()
            self._calls = self.session.calls
        if name not in self._fetched:
            self._fetched[name] = self._fetch(name)
        return self._fetched[name]

    def _fetch(self, name: str) -> Any:
        builtin = hasattr(builtins, name) and name not in self._student_names
        if builtin or (name.startswith("__") and name.endswith("__")):
            raise KeyError(name)
        kind, value = self.session.lookup(name)
        if kind == "missing":
            raise KeyError(name)
        return genuine(value, name) if kind == "module" else value

    def __setitem__(self, name: str, value: Any) -> None:
        super().__setitem__(name, value)
        if type(value) is RemoteFunction:
            self.session.set(name, value)

    def __delitem__(self, name: str) -> None:
        here = super().__contains__(name)
        if here:
            super().__delitem__(name)
        if name not in self._trusted and not self.session.delete(name) and not here:
            raise KeyError(name)

    def __contains__(self, name: Any) -> bool:
        if super().__contains__(name):
            return True
        try:
            self.__missing__(name)
        except KeyError:
            return False
        except CannotCross:
            return True
        return True

    def get(self, name: str, default: Any = None) -> Any:
        try:
            return self[name]
        except KeyError:
            return default

    @contextlib.contextmanager
    def lending(self, names: Iterable[str]) -> Iterator[None]:
        """Meanwhile, hold those of `names` that the submission defines as if bound here."""
        lent, faults = {}, len(self.session.faults)
        for name in names:
            if not super().__contains__(name):
                with contextlib.suppress(KeyError, CannotCross):
                    lent[name] = self._fetch(name)
        del self.session.faults[faults:]  # nobody has used the name yet
        self.update(lent)
        try:
            yield
        finally:
            for name, value in lent.items():
                if super().get(name) is value:
                    super().__delitem__(name)

    def forget(self, names: Iterable[str]) -> None:
        """The student's code has just bound these: theirs hold again, as in one notebook."""
        for name in names:
            self._fetched.pop(name, None)
            if name not in self._trusted:
                self.pop(name, None)


def run_test(
    source: str, namespace: Namespace, cell_id: str = "test", seconds: float | None = None
) -> CellResult:
    """Run a test cell here; its outputs are what nbgrader takes the score from.

    Never raises for what the student's code or the test does. A death, a timeout or a value that
    cannot cross fails the cell even if its code catches the exception. A cell that is slow by
    itself, outside its calls, is a `SandboxFault`: a human should look.
    """
    session = namespace.session
    allowed = seconds or session.limits.cell_seconds
    recorder = Recorder(session.limits)
    result = CellResult(cell_id, recorder.outputs, 0.0)
    faults = len(session.faults)
    start = time.monotonic()
    session.budget = (start + allowed, allowed)
    session.stop_iteration = "StopIteration" in source
    try:
        stop = allowed + session.limits.grace_seconds + SPARE_SECONDS
        with _showing_in(recorder), _stopped_after(stop):
            value, quiet = _execute(source, namespace, cell_id)
            if value is not None and not quiet:
                data, metadata = _formatter().format(value)
                recorder.show(data, metadata, 1)
    except TestTimeout:
        session.close()
        text = f"what this cell asks for took more than {allowed:g} seconds"
        # A function of ours that the submission asked to run long is the submission's doing.
        result.fault = (
            StudentTimeout(text, f"cell {cell_id}") if session.asked else SandboxFault(text)
        )
    except (StudentFault, CannotCross, SandboxFault) as fault:
        result.fault = fault
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result.error = error = _with_cause(error, session)
        recorder.error(type(error).__name__, _message(error), _lines(error, source, cell_id))
    finally:
        session.budget = None
    if result.fault is None and len(session.faults) > faults:
        result.fault = session.faults[faults]
    recorder.finish()
    if result.fault:
        # A score the cell may have shown before does not count.
        kept = [o for o in recorder.outputs if o["output_type"] in ("stream", "display_data")]
        result.outputs = [*kept, error_output(kind_of(result.fault), str(result.fault))]
    result.cut = recorder.cut
    result.seconds = time.monotonic() - start
    return result


def _execute(source: str, namespace: Namespace, cell_id: str) -> tuple[Any, bool]:
    """Run the cell; the value of its last expression, and whether a semicolon silences it."""
    filename = f"<test {cell_id}>"
    tree = ast.parse(source, filename)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    code = compile(tree, filename, "exec", dont_inherit=True)
    with namespace.lending(_names_in_classes(code)):
        exec(code, namespace)
        if not isinstance(last, ast.Expr):
            return None, True
        expression = compile(ast.Expression(last.value), filename, "eval", dont_inherit=True)
        return eval(expression, namespace), source.rstrip().endswith(";")


def _names_in_classes(code: types.CodeType) -> set[str]:
    """Names that class bodies use: the one place where CPython skips `__missing__`."""
    names: set[str] = set()
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            if not part.co_flags & inspect.CO_OPTIMIZED:
                names.update(part.co_names)
            names |= _names_in_classes(part)
    return names


@contextlib.contextmanager
def _showing_in(recorder: Recorder) -> Iterator[None]:
    """Record prints, warnings and `display` of a test cell, as a notebook would show them."""
    shell = _shell()
    publisher, shell.display_pub = shell.display_pub, _Publisher(shell, recorder)
    showing.append(recorder)
    try:
        with recording(recorder), warnings.catch_warnings():
            warnings.resetwarnings()
            for category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning):
                warnings.simplefilter("ignore", category)
            warnings.simplefilter("ignore", ResourceWarning)
            warnings.showwarning = _print_warning  # whatever this process does with its own
            yield
    finally:
        showing.pop()
        shell.display_pub = publisher


def _print_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    # Without the line itself: to find it, a file that the warning names would be read.
    sys.stderr.write(warnings.formatwarning(message, category, filename, lineno, line or ""))


class _Publisher(DisplayPublisher):
    def __init__(self, shell: InteractiveShell, recorder: Recorder):
        super().__init__(parent=shell)
        self._recorder = recorder

    def publish(self, data: dict, metadata: dict | None = None, *_: Any, **__: Any) -> None:
        self._recorder.show(data, metadata or {})

    def clear_output(self, wait: bool = False) -> None:
        self._recorder.clear()


class _QuietShell(InteractiveShell):
    def init_history(self):
        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)


def _shell() -> InteractiveShell:
    """The process's IPython shell, which `display` asks for; made if there is none."""
    if InteractiveShell.initialized():
        return InteractiveShell.instance()
    main, hook = sys.modules["__main__"], sys.excepthook
    shell = _QuietShell.instance()
    sys.modules["__main__"], sys.excepthook = main, hook
    return shell


@cache
def _formatter() -> DisplayFormatter:
    return DisplayFormatter()


@contextlib.contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Raise TestTimeout here after `seconds`."""
    if threading.current_thread() is not threading.main_thread():
        raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
        own = ctypes.c_ulong(threading.get_ident())
        timer = threading.Timer(seconds, raise_in, (own, ctypes.py_object(TestTimeout)))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
        return

    def stop(*_: object) -> None:
        raise TestTimeout

    handler = signal.signal(signal.SIGALRM, stop)
    remaining = signal.setitimer(signal.ITIMER_REAL, seconds, 0.5)[0]
    started = time.monotonic()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)
        if remaining:  # somebody else's timer
            left = remaining - (time.monotonic() - started)
            signal.setitimer(signal.ITIMER_REAL, max(left, 0.001))


def _with_cause(error: BaseException, session: Session) -> BaseException:
    """For a name that is missing, an error that says why."""
    if type(error) is not NameError:
        return error
    told = session.causes.told(_message(error))
    if told == _message(error):
        return error
    lines = getattr(error, "student_lines", [])
    named: Any = NameError(told).with_traceback(error.__traceback__)
    named.student_lines = lines
    return named


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _lines(error: BaseException, source: str, cell_id: str) -> list[str]:
    """The test's frames, without the source of hidden lines, then the student's own lines."""
    lines, text = [], source.splitlines()
    hidden = hidden_lines(source)
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == f"<test {cell_id}>":
            shown = "(a hidden test)" if number in hidden else "".join(text[number - 1 : number])
            lines.append(f"Test {cell_id}, line {number}\n    {shown.strip()}")
    lines += getattr(error, "student_lines", [])
    message = _message(error)
    name = type(error).__name__
    return [*lines, f"{name}: {message}" if message else name]
