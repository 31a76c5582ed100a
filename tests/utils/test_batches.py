"""Are mini-batches told apart from what only looks like them, whatever their order?"""

import numpy as np
import pytest

from utils.batches import columns_in, misdealt
from utils.compare import compare, same
from utils.expected import Batches
from utils.explain import explain

RNG = np.random.default_rng(1)
M = 50
X, Y = RNG.normal(size=(3, M)), RNG.integers(0, 10, (1, M))
WANTED = Batches(X, Y, (12, 12, 12, 12, 2))
STARTS = range(0, M, 12)
WHOLE = np.arange(M)


def cut(order, step=12, labels=None):
    """Batches of the columns in this order."""
    labels = order if labels is None else labels
    parts = [slice(start, start + step) for start in range(0, len(order), step)]
    return [(X[:, order[part]], Y[:, labels[part]]) for part in parts]


def shuffled(seed=1):
    return np.random.default_rng(seed).permutation(M)


def told(answer) -> tuple[str, str]:
    return tuple(explain(compare(answer, WANTED), {}))


@pytest.mark.parametrize("seed", range(300))
def test_is_no_random_order_taken_for_another(seed):
    assert misdealt(cut(shuffled(seed)), WANTED) is None


FORMS = {
    "tuples": tuple,
    "lists": lambda pairs: [list(pair) for pair in pairs],
    "nested lists": lambda pairs: [(x.tolist(), y.tolist()) for x, y in pairs],
    "labels as floats": lambda pairs: [(x, y * 1.0) for x, y in pairs],
    "other memory": lambda pairs: [(np.asfortranarray(x), y.copy()) for x, y in pairs],
}


@pytest.mark.parametrize("form", FORMS)
def test_is_every_form_of_a_list_of_pairs_accepted(form):
    assert same(FORMS[form](cut(shuffled())), WANTED)


BLOCKS = np.concatenate([np.arange(s, s + 12) for s in (24, 0, 36, 12)] + [np.array([48, 49])])
WITHIN = np.concatenate([RNG.permutation(np.arange(s, min(s + 12, M))) for s in STARTS])
WRONG = {
    "as they were": ("not-shuffled", cut(WHOLE)),
    "backwards": ("not-shuffled", cut(WHOLE[::-1])),
    "rolled": ("not-shuffled", cut(np.roll(WHOLE, 17))),
    "whole batches": ("not-shuffled", cut(BLOCKS)),
    "within batches": ("not-shuffled", cut(WITHIN)),
    "one lost": ("examples-missing", cut(shuffled())[:-1]),
    "none at all": ("examples-missing", []),
    "the first ones again": ("examples-twice", [*cut(shuffled())[:-1], cut(shuffled())[0]]),
    "overlapping": ("examples-twice", [*cut(shuffled()), cut(shuffled())[1]]),
    "far too many": ("examples-twice", cut(shuffled()) * 1000),
    "labels elsewhere": ("pairs", cut(shuffled(), labels=shuffled(2))),
    "other sizes": ("batch-size", cut(shuffled(), 10)),
    "all in one": ("batch-size", cut(shuffled(), M)),
    "the small one first": ("batch-size", cut(shuffled()[:2]) + cut(shuffled()[2:])),
    "an empty one": ("batch-size", [*cut(shuffled()), (X[:, :0], Y[:, :0])]),
    "other numbers": ("value", [(x + 1, y) for x, y in cut(shuffled())]),
    "no numbers": ("not-finite", [(x * np.nan, y) for x, y in cut(shuffled())]),
    "in rows": ("transposed", [(x.T, y.T) for x, y in cut(shuffled())]),
    "flat labels": ("rank-1", [(x, y[0]) for x, y in cut(shuffled())]),
    "three parts": ("count", [(x, y, y) for x, y in cut(shuffled())]),
    "X alone": ("type", [x for x, _ in cut(shuffled())]),
    "two arrays": ("type", X[:, shuffled()]),
    "text": ("type", "batches"),
    "nothing": ("none", None),
    "text inside": ("type", ["ab", "cd"]),
    "more labels": ("broadcast", [(x, np.hstack([y, y])) for x, y in cut(shuffled())]),
}


@pytest.mark.parametrize("what", WRONG)
def test_is_what_is_wrong_named_and_said(what):
    name, answer = WRONG[what]
    found, words = told(answer)
    assert found == name and words[0].isupper() | words[0].isnumeric() and len(words) > 20, words


def test_are_few_examples_never_taken_for_unshuffled_by_chance():
    small = Batches(X[:, :2], Y[:, :2], (2,))
    assert misdealt([(X[:, [1, 0]], Y[:, [1, 0]])], Batches(X[:, :2], Y[:, :2], (2,)))
    assert misdealt([(X[:, [0, 1]], Y[:, [0, 1]])], small)[0] == "not-shuffled"


def test_is_a_column_found_where_it_stands_and_one_from_elsewhere_nowhere():
    found = columns_in(np.hstack([X[:, [4, 0]], X[:, :1] + 1e-3]), X)
    np.testing.assert_array_equal(found, [4, 0, -1])
