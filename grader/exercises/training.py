"""Training functions that draw their own random start: find it, and what has to follow from it.

A start is found at rest. Where all features are zero no weight can move, and where both labels are
equally frequent no bias that begins at zero does. So the parameters that come back are those that
it began with; with the same random numbers it begins with them again, on any other examples.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from utils.checkfile import Case
from utils.compare import same
from utils.expected import Anything, Exactly, Leading, OneOf
from utils.observe import Call


def own_start(
    asked: Callable[[dict], dict],
    wide: Callable[[dict], dict],
    also: Callable[[dict], dict] | None = None,
) -> Callable[..., tuple[Case, Call]]:
    """How to judge a training function that took no start that was given.

    ``asked(inputs)`` is what is asked of the start; ``wide(inputs)`` are inputs with so many units
    that the spread of each matrix can be told; ``also(solution)`` maps other functions' names to
    another convention for them, which is as right. The judge takes ``again(inputs)``, which calls
    the function with the same random numbers each time, ``solve(inputs, given)``, which gives the
    right answer, the solution's names, and a case; it returns a case to judge instead and its call.
    """

    def judged(
        again: Callable[[dict], Call],
        solve: Callable[[dict, dict], Any],
        solution: dict[str, Any],
        case: Case,
    ) -> tuple[Case, Call]:
        if not case.given:
            call = again(case.inputs)
            if not same(call.value, case.expected):
                return case, call
        rest = at_rest(case.inputs if case.given else wide(case.inputs))
        call, start = again(rest), asked(rest)
        expected = with_or_without_costs(start)
        if not case.given or not same(call.value, expected):
            unseen = {} if case.given else _right_at_rest(case, expected)
            return replace(case, inputs=rest, expected=expected, mistakes=unseen, given={}), call
        found = call.value if isinstance(call.value, dict) else call.value[0]
        drawn = {name: np.array(found[name], float) for name in start}
        given = dict.fromkeys(case.given, drawn)
        ways = [given, given | also(solution)] if also else [given]
        inputs, follows = bounded(case.inputs, lambda i: OneOf(tuple(solve(i, w) for w in ways)))
        case = replace(case, inputs=inputs, expected=follows, mistakes={}, given=given)
        return case, again(inputs)

    return judged


def _right_at_rest(case: Case, expected: object) -> dict[str, Any]:
    """The mistakes that a network at rest does not show: each begins as it should too."""
    return {name: expected for name, value in case.mistakes.items() if same(value, case.expected)}


def at_rest(inputs: dict[str, Any]) -> dict[str, Any]:
    """The same for one step that leads nowhere: see above."""
    X = np.zeros((inputs["X"].shape[0], 2))
    return inputs | {"X": X, "Y": np.array([[0, 1]]), "num_iterations": 1}


def bounded(inputs: dict[str, Any], solve: Callable[[dict], Any]) -> tuple[dict[str, Any], Any]:
    """Inputs with features and, if there is one, a learning rate at which the right answer is
    finite, and that answer.

    From a large start, large features and steps lead to where sigmoid is 1 and a division by 0 is
    near.
    """
    answer = solve(inputs)
    while "learning_rate" in inputs and not finite(answer):
        inputs = inputs | {name: inputs[name] / 2 for name in ("X", "learning_rate")}
        answer = solve(inputs)
    return inputs, answer


def finite(value: object) -> bool:
    """Whether no number in an expected answer is NaN or infinite."""
    if isinstance(value, dict):
        return all(map(finite, value.values()))
    if isinstance(value, tuple | list):
        return all(map(finite, value))
    if isinstance(value, Exactly):
        return finite(value.value)
    if isinstance(value, Leading):
        return finite(value.values)
    if isinstance(value, OneOf):
        return all(map(finite, value.options))
    return not isinstance(value, np.ndarray | float) or bool(np.all(np.isfinite(value)))


def with_or_without_costs(parameters: object) -> OneOf:
    """The parameters alone, or together with costs of any kind."""
    return OneOf((parameters, (parameters, Anything())))
