"""What a check may expect: plain values that compare and print as they are."""

import numpy as np
import pytest

from utils.expected import Anything, OneOf, Raises, Sample, sampled


def test_rules_are_values():
    assert Sample((2,), 0.0, 1.0) == Sample((2,), 0.0, 1.0) != Sample((3,), 0.0, 1.0)
    assert OneOf((1, 2)) == OneOf((1, 2)) and Anything() == Anything()
    assert hash(Raises("KeyError")) == hash(Raises("KeyError"))
    with pytest.raises(AttributeError):
        Raises("KeyError").kind = "ValueError"


def test_random_arrays_become_samples_at_any_depth():
    W = np.array([[1.0, 2.0], [3.0, 6.0]])
    found = sampled({"W": W, "more": [W, (W, "text")], "b": np.zeros((2, 1)), "one": np.ones(1)})
    expected = Sample((2, 2), 3.0, float(W.std()), measured=True)
    assert found["W"] == found["more"][0] == found["more"][1][0] == expected
    assert found["more"][1][1] == "text" and isinstance(found["more"][1], tuple)
    assert not found["W"].alike and sampled(W[:1]).alike is False
    assert sampled(np.tile([[1.0, 2.0, 4.0]], (3, 1))).alike is True
    assert isinstance(found["b"], np.ndarray) and isinstance(found["one"], np.ndarray)
