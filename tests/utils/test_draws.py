"""Do right draws always pass, and do other distributions show as soon as they can?"""

import numpy as np
import pytest

from utils.compare import same, sample_problem
from utils.draws import RARE, alike, law, mean_room, std_range
from utils.expected import Sample, sampled

ROOT3 = 3**0.5


def problems(draw, shape, count=200):
    """What is found wrong with so many arrays of standard deviation 1, as a set."""
    expected = Sample(shape, 0.0, 1.0)
    return {sample_problem(draw(shape), expected) for _ in range(count)}


@pytest.mark.parametrize("shape", [(1, 2), (2, 2), (3, 1), (4, 5), (1, 60), (20, 20), (46, 25)])
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_normal_draws_pass_whatever_their_number(shape, kind):
    rng = np.random.default_rng(1)
    assert problems(lambda s: rng.normal(size=s).astype(kind), shape, 2000) == {None}


def test_the_statistics_of_normal_draws_stay_well_inside_their_bounds():
    """The bounds stand at 5.7 standard deviations; a hundred thousand draws reach about 4.4."""
    rng, size = np.random.default_rng(2), 300
    draws = rng.normal(size=(100_000, size))
    assert np.abs(draws.mean(axis=1)).max() < 0.85 * mean_room(size, 1.0)
    low, high = std_range(size, 1.0)
    assert 1 - (1 - low) * 0.9 < draws.std(axis=1).min()
    assert draws.std(axis=1).max() < 1 + (high - 1) * 0.9
    shares = np.abs(draws).mean(axis=1) / draws.std(axis=1)
    assert np.abs(shares - 0.7979).max() < 0.85 * 6.5 * 0.2123 / size**0.5


@pytest.mark.parametrize("size", [2, 5, 20, 100, 2000])
def test_the_bounds_of_the_spread_are_those_of_chi_square(size):
    from scipy.stats import chi2

    low, high = std_range(size, 1.0)
    below = chi2.cdf(size * low**2, size - 1)
    above = chi2.sf(size * high**2, size - 1)
    assert below < RARE and above < RARE
    assert size < 50 or above > RARE / 100  # and no wider than that


@pytest.mark.parametrize(
    ("draw", "size", "problem"),
    [
        (lambda rng, n: rng.uniform(-ROOT3, ROOT3, n), 270, "distribution"),
        (lambda rng, n: rng.choice([-1.0, 1.0], n), 60, "distribution"),
        (lambda rng, n: rng.triangular(-(6**0.5), 0, 6**0.5, n), 1600, "distribution"),
        (lambda rng, n: rng.laplace(size=n) / 2**0.5, 1200, "distribution"),
        (lambda rng, n: np.sort(rng.uniform(-ROOT3, ROOT3, n)), 400, "distribution"),
        (lambda rng, n: 1.2 * rng.normal(size=n), 1600, "spread"),
        (lambda rng, n: 0.8 * rng.normal(size=n), 1200, "spread"),
        (lambda rng, n: 2 * rng.normal(size=n), 150, "spread"),
        (lambda rng, n: 0.1 * rng.normal(size=n), 30, "spread"),
        (lambda rng, n: np.abs(rng.normal(size=n)), 100, "mean"),
        (lambda rng, n: rng.random(n), 100, "spread"),
        (lambda rng, n: np.full(n, 0.01), 30, "spread"),
        (lambda rng, n: np.where(np.arange(n) == 3, np.nan, rng.normal(size=n)), 30, "not-finite"),
        (lambda rng, n: np.where(np.arange(n) == 3, 9.0, rng.normal(size=n)), 900, "distribution"),
    ],
)
def test_other_draws_show_from_so_many_entries_on(draw, size, problem):
    rng = np.random.default_rng(3)
    assert problems(lambda shape: draw(rng, size).reshape(shape), (size, 1)) == {problem}


def test_copies_of_units_show_in_every_form():
    rng = np.random.default_rng(4)
    W = rng.normal(size=(24, 10))
    copies = [
        np.resize(W[:12], W.shape),  # the second half is the first again
        np.repeat(W[:12], 2, axis=0),
        np.concatenate([W[:12], -W[:12]]),
        np.concatenate([W[:-1], 2.5 * W[:1]]),
        np.concatenate([W[:-1], W[3:4]]),  # two units of twenty-four
        np.tile(W[:1], (24, 1)),
        np.tile(W[:, :1], (1, 10)),
        W[:, [0, 1, 2, 3, 4, 5, 6, 7, 8, 8]],
    ]
    assert not alike(W) and all(map(alike, copies))
    assert all(sample_problem(copy, Sample(W.shape, 0.0, 1.0)) == "alike-rows" for copy in copies)


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (2, 2), (3, 2), (40, 3), (600, 4)])
def test_units_that_chance_alone_drew_are_not_copies(shape):
    rng = np.random.default_rng(5)
    assert not any(alike(rng.normal(size=shape).astype(np.float32)) for _ in range(300))


def test_masks_and_vectors_are_no_copies():
    assert not alike(np.random.default_rng(6).random((30, 4)) < 0.5)
    assert not alike(np.ones(5)) and not alike(np.zeros((3, 3)))


@pytest.mark.parametrize(
    ("draw", "name"),
    [
        (lambda rng, shape: rng.normal(size=shape), "normal"),
        (lambda rng, shape: rng.random(shape), "bounded"),
        (lambda rng, shape: rng.choice([-0.01, 0.01], shape), "two values"),
        (lambda rng, shape: rng.standard_t(2, shape), "outlier heavy tails"),
    ],
)
def test_a_mistake_that_draws_otherwise_equals_another_draw_of_its_kind_alone(draw, name):
    rng = np.random.default_rng(7)
    found = sampled(draw(rng, (40, 30)))
    assert found.law in name and found.measured
    if "tails" not in name:
        assert all(same(draw(rng, (40, 30)), found) for _ in range(100))
    others = [lambda s: rng.normal(size=s), rng.random, lambda s: rng.choice([-0.01, 0.01], s)]
    assert sum(same(other((40, 30)), found) for other in others) == ("tails" not in name)


def test_a_law_is_told_around_any_mean_and_spread():
    rng = np.random.default_rng(8)
    assert law(5 + 0.01 * rng.normal(size=(30, 30)), 5.0, 0.01) == "normal"
    assert law(5 + 0.01 * rng.uniform(-ROOT3, ROOT3, (30, 30)), 5.0, 0.01) == "bounded"
