"""Does plain data survive a file, and nothing else get into one?"""

import json

import numpy as np
import pytest

from utils.expected import Anything, Batches, Exactly, Follows, Leading, Mask, OneOf, Raises, Sample
from utils.plain import decode, encode

VALUES = [
    None, True, 3, -2.5, "text “quoted”", [], (), {}, [1, [2.0, "x"]], (1, (2, [3])),
    {"a": 1, 2: "b"}, {"dict": {"array": [1]}, "tuple": 5}, Anything(), Raises("ValueError"),
    Sample((2, 3), 0.0, 0.01),
    Sample((2, 3), 0.0, 0.01, True, "bounded", True), Exactly({"a": 1.0}),
    OneOf((1, (2, "x"))), float("inf"), 10**15, Leading((1, (2.0, "x")), 1),
    Mask((2, 3), 0.25), Mask((4,), 0.5, alike=True, measured=True),
]  # fmt: skip
ARRAYS = [
    np.arange(6).reshape(2, 3), np.zeros((0, 3)), np.array(2.5), np.array([True, False]),
    np.array([[1.5], [-2e-300]]), np.array([np.nan, np.inf, -np.inf]), np.arange(3, dtype=np.uint8),
    np.array(["a", "bc"]), np.asfortranarray(np.arange(6.0).reshape(2, 3)),
]  # fmt: skip


def there_and_back(value):
    return decode(json.loads(json.dumps(encode(value))))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_plain_data_comes_back_as_it_was(value):
    found = there_and_back(value)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize("array", ARRAYS, ids=repr)
def test_an_array_keeps_its_shape_type_and_values(array):
    found = there_and_back(array)
    assert found.shape == array.shape and found.dtype == array.dtype
    np.testing.assert_array_equal(found, array)


def test_what_follows_from_another_part_comes_back_whole():
    rule = Follows((1, 10), weights=np.eye(2), plus=np.ones((2, 1)), squashed=True)
    found = there_and_back(rule)
    assert found.of == (1, 10) and found.squashed and found.times is None
    assert np.array_equal(found.weights, np.eye(2)) and np.array_equal(found.plus, rule.plus)


def test_a_number_of_numpy_comes_back_as_a_plain_one():
    assert there_and_back(np.float64(2.5)) == 2.5 and there_and_back(np.int8(4)) == 4
    assert there_and_back(np.bool_(True)) is True


def test_ten_digits_are_kept_and_the_rest_is_the_same_on_every_machine():
    assert encode(1 / 3) == 0.3333333333 == encode(np.float64(1 / 3) * (1 + 1e-15))
    assert encode(np.array([2 / 3]))["array"] == [0.6666666667]


@pytest.mark.parametrize("value", [object(), {1, 2}, 1j, print, b"bytes", np.array([object()])])
def test_what_is_not_plain_is_refused_by_name(value):
    with pytest.raises(TypeError, match="is not plain data"):
        encode(value)


def test_an_unknown_kind_of_data_is_refused():
    with pytest.raises(ValueError, match="unknown kind of data: pickle"):
        decode({"pickle": "cos"})


def test_batches_keep_their_examples_and_sizes():
    found = there_and_back(Batches(np.eye(3), np.arange(3).reshape(1, 3), (2, 1)))
    assert type(found) is Batches and found.sizes == (2, 1)
    np.testing.assert_array_equal(found.X, np.eye(3))
    np.testing.assert_array_equal(found.Y, [[0, 1, 2]])
