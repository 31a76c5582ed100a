"""Limits."""

import pytest

from grader.sandbox import Limits


@pytest.mark.parametrize("name", ["memory", "cell_seconds", "processes"])
def test_must_limits_be_positive(name):
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})
