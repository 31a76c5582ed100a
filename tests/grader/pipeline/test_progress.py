"""Does a long run say how far it is?"""

import io
import logging
import sys
import time

from grader.pipeline import progress
from grader.pipeline.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_a_bar(monkeypatch):
    monkeypatch.setattr(sys, "stderr", Terminal())
    bar = Progress(4, "grading", "graded", "submission")
    for failed in (False, True, False):
        time.sleep(0.11)
        bar.step(failed)
    bar.close()
    last = sys.stderr.getvalue().strip().split("\r")[-1]
    assert "3/4" in last
    assert "submission" in last  # the rate, or seconds for one
    assert "failed=1" in last
    assert "<" in last  # the time to go


def test_a_log_gets_a_line_now_and_then(monkeypatch, caplog):
    monkeypatch.setattr(progress, "LINE_SECONDS", 0.05)
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    bar = Progress(10, "grading", "graded", "submission")
    bar.skipped = 2
    with caplog.at_level(logging.WARNING):
        for failed in (False, True, False):
            time.sleep(0.06)
            bar.step(failed)
    bar.close()
    assert len(caplog.messages) == 2
    assert caplog.messages[1].startswith("graded 3 of 10, 1 failed, ")
    assert " a second, " in caplog.messages[1]
    assert caplog.messages[1].endswith(" seconds to go")
    assert sys.stderr.getvalue() == ""
