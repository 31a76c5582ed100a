"""Is work stopped by the processor's clock, and what is left of the time kept?"""

import signal
import time

import pytest

from grader.outputs.pace import SHORT, OutOfTime, Pace, at_most


def spin(_: object = None) -> None:
    while True:
        pass


def test_work_that_takes_too_long_is_stopped():
    start = time.process_time()
    with pytest.raises(OutOfTime), at_most(0.05):
        spin()
    assert time.process_time() - start < 1
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_an_outer_limit_holds_again_after_an_inner_one():
    with pytest.raises(OutOfTime), at_most(0.2):
        with pytest.raises(OutOfTime), at_most(0.02):
            spin()
        with at_most(10):
            pass
        spin()


def test_waiting_costs_nothing():
    with at_most(0.02):
        time.sleep(0.1)


def test_what_cannot_be_drawn_is_no_better_than_what_takes_long():
    pace = Pace(at_once=0.05)
    long = "x" * (SHORT + 1)
    assert pace.keeps(len, long)
    assert not pace.keeps(spin, long)
    assert not pace.keeps(lambda text: [][1], long)
    assert pace.keeps(spin, "short")


def test_short_texts_are_looked_at_when_there_are_very_many():
    pace = Pace(at_once=0.02, unseen=100)
    assert pace.keeps(spin, "x" * 60)
    assert not pace.keeps(spin, "x" * 60)


def test_there_is_an_end_to_looking():
    pace = Pace(at_once=0.05, seconds=0.08)
    texts = ["x" * (SHORT + 1)] * 40
    start = time.process_time()
    assert not any(pace.keeps(spin, text) for text in texts)
    assert time.process_time() - start < 1
