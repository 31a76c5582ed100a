"""Limits are numbers that make sense, and a message has room for the values in it."""

import pytest

from grader.sandbox import Limits


@pytest.mark.parametrize("name", ["memory", "cell_seconds", "processes"])
def test_must_limits_be_positive(name):
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})


def test_is_a_message_larger_than_the_values_in_it():
    limits = Limits(value_bytes=1000)
    assert limits.frame.value_bytes > 2 * 1000 + limits.output_bytes + limits.image_bytes
    assert limits.frame.value_depth == limits.value_depth
