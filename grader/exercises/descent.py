"""Gradient descent, taken back: from trained parameters to the start that somebody drew."""

from collections.abc import Callable, Iterator

import numpy as np

REPETITIONS = 200  # to find where a step came from; a dozen are the rule


def rewound(
    parameters: dict,
    grads: Callable[[dict], dict],
    rate: float,
    steps: int,
    repetitions: int = REPETITIONS,
) -> Iterator[dict]:
    """The parameters before each step of gradient descent, from the last one to the first.

    Where a step came from is a fixed point, which is found by repetition while the rate is small.
    """
    for _ in range(steps):
        before = parameters
        for _ in range(repetitions):
            slopes = grads(before)
            guess = {name: value + rate * slopes["d" + name] for name, value in parameters.items()}
            moved = max(np.abs(guess[name] - before[name]).max() for name in guess)
            before = guess
            if not 1e-15 < moved < 1e3:
                break
        parameters = before
        yield parameters
