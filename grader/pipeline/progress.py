"""How far a long run is, for whoever waits for it."""

import contextlib
import logging
import sys
import time
from collections.abc import Iterator

from tqdm import tqdm

log = logging.getLogger(__name__)
LINE_SECONDS = 10.0  # between lines of progress where there is no terminal


_silent: list[bool] = []


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Meanwhile nothing is said of how far a run is: whoever runs it tells of it by itself."""
    _silent.append(True)
    try:
        yield
    finally:
        _silent.pop()


class Progress:
    """A bar on a terminal, a line now and then in a log: done, failed, rate, time to go.

    ``doing`` and ``done`` are the words for it, "grading" and "graded"; ``skipped`` counts those of
    ``total`` that need nothing.
    """

    def __init__(self, total: int, doing: str, done: str, unit: str):
        self.silent = bool(_silent)
        terminal = sys.stderr.isatty() and not self.silent
        self.bar = tqdm(total=total, unit=unit, desc=doing, disable=not terminal)
        self.total, self.word, self.skipped = total, done, 0
        self.done = self.failed = 0
        self.first = self.last = 0.0

    def step(self, failed: bool = False) -> None:
        """One more is done."""
        self.done += 1
        self.failed += failed
        self.bar.set_postfix(failed=self.failed, refresh=False)
        self.bar.update(1)
        now = time.monotonic()
        if self.done == 1:
            self.first = self.last = now  # what it took to start says nothing about the rate
        elif self.bar.disable and not self.silent and now - self.last > LINE_SECONDS:
            self.last = now
            rate = (self.done - 1) / (now - self.first)
            left = (self.total - self.skipped - self.done) / rate
            words = "%s %d of %d, %d failed, %.1f a second, %.0f seconds to go"
            log.warning(words, self.word, self.done, self.total, self.failed, rate, left)

    def close(self) -> None:
        """Leave the bar as it stands."""
        self.bar.close()
