"""The same seed, the same numbers, from every source; and afterwards as if nothing had been."""

import os
import random
import time

import numpy as np
import pytest

from grader.sandbox.border.seeding import seeded

SOURCES = {
    "global": "np.random.randn()",
    "new generator": "np.random.default_rng().normal()",
    "new state": "np.random.RandomState().randn()",
    "new bits": "np.random.Generator(np.random.PCG64()).normal()",
    "sequence": "np.random.default_rng(np.random.SeedSequence()).normal()",
    "reseeded by nothing": "np.random.seed() or np.random.rand()",
    "reseeded by the clock": "np.random.seed(time.time_ns() % 2**32) or np.random.rand()",
    "reseeded by seconds": "np.random.seed(int(time.time())) or np.random.rand()",
    "Python's": "random.gauss(0, 1)",
    "Python's, reseeded": "random.seed() or random.random()",
    "Python's, new": "random.Random().random()",
    "system": "random.SystemRandom().random()",
    "secrets": "secrets.randbits(60)",
    "bytes": "os.urandom(8)",
    "identifier": "uuid.uuid4().int",
    "kept": "kept.normal()",
    "kept state": "state.randn()",
    "kept bits": "np.random.Generator(bits).normal()",
    "kept, Python's": "python.random()",
    "kept method": "method()",
    "kept in an object": "deep.inside['it'][0].normal()",
    "default": "default.normal()",
}
BODY = """
import os, random, secrets, time, uuid
import numpy as np
kept, state, bits = np.random.default_rng(3), np.random.RandomState(4), np.random.PCG64()
python, method = random.Random(5), np.random.default_rng().normal
class Deep: pass
deep = Deep(); deep.inside = {{"it": [np.random.default_rng()]}}
def draw(n, default=np.random.default_rng()):
    return [{source} for _ in range(n)]
"""


def drawing(source: str):
    """A function that draws a few numbers."""
    names: dict = {}
    exec(BODY.format(source=source), names)
    return names["draw"]


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_repeats(name: str) -> None:
    draw = drawing(SOURCES[name])
    draw(2)
    with seeded(7):
        first = draw(3)
    with seeded(7):
        assert draw(3) == first


@pytest.mark.parametrize("source", ["kept", "state", "bits", "python", "global"])
def test_a_generator_goes_on_where_it_was(source: str) -> None:
    texts = {"kept": "kept.normal()", "state": "state.randn()", "python": "python.gauss(0, 1)"}
    texts |= {"bits": "np.random.Generator(bits).random()", "global": "np.random.randn()"}
    expected, found = [], []
    for numbers, disturbed in ((expected, False), (found, True)):
        draw = drawing(texts[source])
        draw.__globals__["bits"].state = np.random.PCG64(8).state
        np.random.seed(2)
        numbers += draw(3)  # an odd number: half a pair of Gaussian numbers is kept for later
        if disturbed:
            with seeded(7):
                draw(2)
        numbers += draw(2)
    assert found == expected


def replaced() -> tuple:
    """What is replaced meanwhile."""
    return os.urandom, random.seed, random.Random.seed, time.time, time.time_ns, time.perf_counter


def test_an_exception_puts_everything_back_too() -> None:
    before = replaced()
    with pytest.raises(ZeroDivisionError), seeded(7):
        1 / 0  # noqa: B018
    assert replaced() == before


def test_without_a_seed_nothing_is_done() -> None:
    with seeded(None):
        assert np.random.default_rng().normal() != np.random.default_rng().normal()
    draw = drawing(SOURCES["new generator"])
    with seeded(None):
        first = draw(3)
    with seeded(None):
        assert draw(3) != first


def test_in_the_sandbox_a_seed_is_for_one_call(session) -> None:
    source = "[np.random.randn(), np.random.default_rng().normal(), kept.normal()]"
    session.run(BODY.format(source=source), "cell")
    draw = session.get("draw")
    first = draw.observe({"n": 3}, {}, 7).value
    assert draw.observe({"n": 3}, {}, 7).value == first
    assert draw.observe({"n": 3}, {}).value != first
    assert draw.observe({"n": 3}, {}, 7).value[0][:2] == first[0][:2]
