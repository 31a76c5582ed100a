"""Functions of ours, asked by a student's: bounded in memory and in what they are given."""

import math
import warnings

import numpy as np
import pytest

from grader.sandbox import Limits
from grader.sandbox.lending import LENT_ENTRIES, ask_lent, entries, memory_for, wanted

LIMITS = Limits(value_bytes=2**20)


def test_does_a_function_answer_or_say_what_went_wrong():
    assert ask_lent(lambda a, b=1: a + b, (2,), {"b": 3}, LIMITS) == (5, None)
    assert ask_lent(lambda a: {}[a], ("x",), {}, LIMITS) == (None, ["KeyError", "'x'"])
    Own = type("Own", (Exception,), {})

    def fail():
        raise Own("m" * 1000)

    assert ask_lent(fail, (), {}, LIMITS) == (None, ["ValueError", "m" * 300])


def test_does_it_not_warn_and_not_take_more_than_it_may():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value, error = ask_lent(np.log, (np.zeros(1),), {}, LIMITS)
    assert value == -math.inf and error is None
    assert ask_lent(np.ones, (10**9,), {}, LIMITS)[1][0] in ("MemoryError", "ValueError")
    assert ask_lent(lambda x: x, (np.zeros(LENT_ENTRIES + 1, np.int8),), {}, LIMITS)[1] == [
        "ValueError",
        "what it was given is too large",
    ]


def test_is_memory_free_again_afterwards():
    with pytest.raises(MemoryError), memory_for(2**20):
        np.ones(2**28, np.uint8)
    assert np.ones(2**26, np.uint8).all()


def test_are_only_numbers_counted_that_are_fast_to_work_with():
    assert entries(([np.zeros(3)], {"a": (np.zeros((2, 2)), "text", 5)})) == 7
    assert entries(np.zeros(2, np.float16)) == math.inf
    assert entries(np.array(["a"])) == math.inf
    assert entries(np.zeros(0, np.float16)) == 0


def test_is_a_function_given_as_many_arguments_as_it_takes():
    assert wanted(lambda a, b: 0, (1, 2, 3)) == (1, 2)
    assert wanted(np.exp, (1, 2)) == (1, 2)
