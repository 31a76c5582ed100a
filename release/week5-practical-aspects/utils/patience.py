"""How long a call may take while a student checks a function, and where it was when stopped.

It works where Python can set an alarm: in the main thread, as in a notebook's kernel, and on
systems that have one. Elsewhere, and wherever nobody asked for `patience`, nothing happens. In the
last second the lines that run are counted, so that a loop without an end shows itself by its count.
"""

import ast
import contextlib
import linecache
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from types import CodeType, FrameType

SECONDS = 20.0
COUNTED = 1.0  # seconds in which lines are counted: that makes them slower
_given: list[float] = []  # how long each call may take; none without an end of its own


class Stopped(BaseException):
    """A call took too long; the text says where it was. No `except Exception` catches it."""


@contextlib.contextmanager
def patience(seconds: float = SECONDS) -> Iterator[None]:
    """While it lasts, calls within `watched` are stopped after so many seconds."""
    _given.append(seconds)
    try:
        yield
    finally:
        _given.pop()


@contextlib.contextmanager
def watched(is_theirs: Callable[[str], bool]) -> Iterator[None]:
    """Raise `Stopped` in what runs meanwhile, once it has taken too long.

    ``is_theirs`` tells by a file's name whether code is the student's own.
    """
    if not _given or not _can_wait():
        yield
        return
    watch = _Watch(_given[-1], is_theirs)
    before = signal.signal(signal.SIGALRM, watch.ring)
    tracing = sys.gettrace()
    signal.setitimer(signal.ITIMER_REAL, max(watch.seconds - COUNTED, 0.01))
    try:
        try:
            yield
        finally:
            watch.over = True  # should it ring just now, the next lines still run
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        sys.settrace(tracing)


def _can_wait() -> bool:
    """Whether an alarm can be set, and is nobody else's."""
    if not hasattr(signal, "setitimer"):
        return False
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN)


class _Watch:
    """Two rings: at the first the lines are counted from now on, at the second the call is stopped.

    It rings again until the call has ended, should the student's code catch what stops it.
    """

    def __init__(self, seconds: float, is_theirs: Callable[[str], bool]):
        self.seconds, self.is_theirs = seconds, is_theirs
        self.lines: Counter[tuple[CodeType, int]] = Counter()
        self.counting = self.over = False

    def ring(self, number: int, frame: FrameType | None) -> None:
        if self.over:
            return
        if not self.counting:
            self.counting = True
            self._count_from(frame)
            signal.setitimer(signal.ITIMER_REAL, min(COUNTED, self.seconds), 0.2)
            return
        sys.settrace(None)
        raise Stopped(told(frame, self.seconds, self.lines, self.is_theirs))

    def _count_from(self, frame: FrameType | None) -> None:
        sys.settrace(self._trace)
        while frame is not None:
            if self.is_theirs(frame.f_code.co_filename):
                frame.f_trace = self._trace
            frame = frame.f_back

    def _trace(self, frame: FrameType, event: str, argument: object) -> Callable | None:
        if not self.is_theirs(frame.f_code.co_filename):
            return None
        if event == "line":
            self.lines[frame.f_code, frame.f_lineno] += 1
        return self._trace


def told(
    frame: FrameType | None,
    seconds: float,
    lines: Counter[tuple[CodeType, int]],
    is_theirs: Callable[[str], bool],
) -> str:
    """In which line a call was stopped, and how often the loop around it has run at least."""
    after = f"after {seconds:.3g} s"
    places = []
    while frame is not None:
        if is_theirs(frame.f_code.co_filename):
            places.append((frame.f_code, frame.f_lineno))
        frame = frame.f_back
    if not places:
        return f"Stopped {after}."
    found = ((code, *loop) for code, line in reversed(places) for loop in _loops(code, line))
    for code, header, again in found:
        count = lines[code, again]
        if count > 1:  # the outermost one that goes round: those inside it come to an end
            where = f"line {header}: {_text(code, header)}"
            return f"Stopped {after} in {where} This loop has run more than {count:,} times."
    code, line = places[0]
    return f"Stopped {after} in line {line}: {_text(code, line)}"


def _text(code: CodeType, line: int) -> str:
    return linecache.getline(code.co_filename, line).strip()


def _loops(code: CodeType, line: int) -> list[tuple[int, int]]:
    """The loops of a piece of code around a line, the outermost first.

    Each by its line, and by the one that is passed once each time: that is the first of the body
    where nothing is asked at the top.
    """
    try:
        tree = ast.parse("".join(linecache.getlines(code.co_filename)))
    except SyntaxError:  # a cell with a line of the notebook's own, such as %time
        return []
    first = max(code.co_firstlineno, 1)
    loops = [n for n in ast.walk(tree) if isinstance(n, ast.For | ast.While)]
    around = [n for n in loops if first <= n.lineno <= line <= (n.end_lineno or n.lineno)]
    around.sort(key=lambda loop: loop.lineno)
    return [(loop.lineno, _again(loop)) for loop in around]


def _again(loop: ast.For | ast.While) -> int:
    asks = isinstance(loop, ast.For) or not isinstance(loop.test, ast.Constant)
    return loop.lineno if asks else loop.body[0].lineno
