"""How long it takes to draw what a submission shows, found out by drawing it once.

The programs that make pages (nbconvert's Markdown and highlighter) take time squared in the length
of much that nobody would write, and what they stumble over is not the same in every version. So
nothing here looks for it: text that is long is drawn, against the processor's clock, before
anybody waits for a page of it.
"""

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator

SHORT = 2_000  # characters; squared, that is still no time


class OutOfTime(BaseException):
    """Stops work that takes too long; no Exception, so that nothing in between swallows it."""


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise OutOfTime here after so much processor time; in a thread there is no such limit."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise OutOfTime

    handler = signal.signal(signal.SIGVTALRM, stop)
    outer, _ = signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    start = time.process_time()
    try:
        yield
    finally:
        left = outer and max(0.001, outer - (time.process_time() - start))
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)
        if left:
            signal.setitimer(signal.ITIMER_VIRTUAL, left, 0.5)


class Pace:
    """What is left of the time that the pages of one notebook may take.

    at_once: seconds for one text. seconds: for all of those looked at. unseen: how many characters
    of short texts, which are not looked at, there may be in all.
    """

    def __init__(self, at_once: float = 1.0, seconds: float = 5.0, unseen: int = 50_000):
        self.at_once, self.seconds, self.unseen = at_once, seconds, unseen

    def keeps(self, draw: Callable[[str], object], text: str) -> bool:
        """Return whether a page can be made of a text, in time and at all."""
        if len(text) <= min(SHORT, self.unseen):
            self.unseen -= len(text)
            return True
        if self.seconds <= 0:
            return False
        start = time.process_time()
        try:
            with at_most(min(self.at_once, self.seconds)):
                draw(text)
        except (OutOfTime, Exception):
            return False
        finally:
            self.seconds -= time.process_time() - start
        return True
