"""How much work things are, in processor time of all processes involved: that does not depend on
what else the machine does. Run with `-s`, this prints the numbers."""

import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from grader.sandbox import Sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads processor times in /proc")
TICKS = os.sysconf("SC_CLK_TCK")


def below(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(p for child in children for p in below(int(child)))]


def processor_seconds(box):
    """Of this process, the template, its forks and those that it has ended."""
    ticks = 0
    for pid in below(box._process.pid):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS + time.process_time()


def milliseconds(box, action, times):
    """Processor time and wall time of one `action`."""
    processor, wall = processor_seconds(box), time.perf_counter()
    for _ in range(times):
        action()
    wall = time.perf_counter() - wall
    return (processor_seconds(box) - processor) / times * 1000, wall / times * 1000


def test_is_a_submission_started_and_ended_in_milliseconds(box):
    processor, wall = milliseconds(box, lambda: box.open_session().close(), 60)
    print(f"\n{box.statement[:10]} session: {processor:.1f} ms of processor, {wall:.1f} ms")
    assert processor < 15


def test_is_a_call_a_fraction_of_a_millisecond(box):
    with box.session() as session:
        session.run("def f(x): return x", "a")
        f, values = session.get("f"), np.zeros((12288, 209))
        small, wall = milliseconds(box, lambda: f(1), 500)
        large, wall_large = milliseconds(box, lambda: f(values), 5)
    print(f"\ncall: {small:.3f} ms of processor, {wall:.3f} ms;", end=" ")
    print(f"with 20 MB both ways {large:.0f} ms of processor, {wall_large:.0f} ms")
    assert small < 1
    assert large < 500


def test_is_a_cell_about_a_millisecond(box):
    with box.session() as session:
        plain, _ = milliseconds(box, lambda: session.run("1 + 1", "a"), 100)
        failing, _ = milliseconds(box, lambda: session.run("1 / 0", "a"), 100)
    print(f"\ncell: {plain:.2f} ms of processor, failing {failing:.2f} ms")
    assert plain < 5
    assert failing < 5


def test_is_a_template_started_in_seconds():
    start = time.perf_counter()
    with Sandbox() as box:
        wall, processor = time.perf_counter() - start, processor_seconds(box) - time.process_time()
    print(f"\ntemplate: {processor:.2f} s of processor, {wall:.2f} s")
    assert processor < 8
