"""Week 6: the steps are those of the published definitions, and no convention is refuted."""

import numpy as np
import pytest

from grader.exercises import Exercise
from tests.grader.exercises.course import SEEDS, assignment, drawn, exercises, written
from utils.compare import same
from utils.examine import examine

WEEK = "week6-optimization"
SOLUTION = assignment(WEEK).namespace()
ADAM = "update_parameters_with_adam"


def flat(table: dict) -> np.ndarray:
    """All numbers of a dictionary of arrays, in the order of its names."""
    return np.concatenate([table[name].ravel() for name in sorted(table)])


class Published:
    """Adam as its authors define it (Kingma and Ba 2015, algorithm 1), on one vector θ."""

    def __init__(self, theta, alpha, beta1, beta2, epsilon):
        self.theta, self.alpha, self.epsilon = theta, alpha, epsilon
        self.betas, self.t = (beta1, beta2), 0
        self.m, self.v = np.zeros_like(theta), np.zeros_like(theta)

    def step(self, g):
        beta1, beta2 = self.betas
        self.t += 1
        self.m = beta1 * self.m + (1 - beta1) * g
        self.v = beta2 * self.v + (1 - beta2) * np.multiply(g, g)
        m_hat = self.m / (1 - beta1**self.t)
        v_hat = self.v / (1 - beta2**self.t)
        self.theta = self.theta - self.alpha * m_hat / (np.sqrt(v_hat) + self.epsilon)


@pytest.mark.parametrize("settings", [(0.001, 0.9, 0.999, 1e-8), (0.05, 0.8, 0.95, 1e-3)])
def test_adam_goes_where_its_published_definition_goes(settings):
    rng = np.random.default_rng(2)
    parameters = {"W1": rng.normal(size=(3, 2)), "b1": rng.normal(size=(3, 1))}
    v, s = SOLUTION["initialize_adam"](parameters)
    published = Published(flat(parameters), *settings)
    for t in range(1, 31):
        grads = {"d" + name: rng.normal(0, 10**-t, p.shape) for name, p in parameters.items()}
        found = SOLUTION[ADAM](parameters, grads, v, s, t, *settings)
        parameters, v, s, v_corrected, s_corrected = found
        published.step(flat(grads))
        np.testing.assert_allclose(flat(parameters), published.theta, rtol=1e-12)
        np.testing.assert_allclose(flat(v), published.m, rtol=1e-12)
        np.testing.assert_allclose(flat(s), published.v, rtol=1e-12)
        beta1, beta2 = settings[1:3]
        np.testing.assert_allclose(flat(v_corrected), published.m / (1 - beta1**t), rtol=1e-12)
        np.testing.assert_allclose(flat(s_corrected), published.v / (1 - beta2**t), rtol=1e-12)


def weights(beta: float, count: int) -> np.ndarray:
    """What each of so many values, the oldest first, counts in an average of them."""
    return (1 - beta) * beta ** np.arange(count)[::-1]


def test_an_average_is_a_sum_in_which_the_old_fades():
    values, beta = np.random.default_rng(3).normal(size=9), 0.7
    for count in range(1, 10):
        total, past = np.dot(weights(beta, count), values[:count]), weights(beta, count).sum()
        plain = SOLUTION["weighted_average"](values, beta)[count - 1]
        corrected = SOLUTION["weighted_average"](values, beta, True)[count - 1]
        assert plain == pytest.approx(total) and corrected == pytest.approx(total / past)


def test_momentum_and_rmsprop_step_by_the_average_of_all_gradients_so_far():
    rng, beta = np.random.default_rng(4), 0.8
    start = {"W1": rng.normal(size=(2, 3)), "b1": rng.normal(size=(2, 1))}
    history = [{"d" + n: rng.normal(size=p.shape) for n, p in start.items()} for _ in range(6)]
    p, q = start, start
    v = s = SOLUTION["initialize_velocity"](start)
    for count, grads in enumerate(history, 1):
        before, other = p, q
        p, v = SOLUTION["update_parameters_with_momentum"](p, grads, v, beta, 0.1)
        q, s = SOLUTION["update_parameters_with_rmsprop"](q, grads, s, beta, 0.1)
        for name in start:
            past = np.array([old["d" + name] for old in history[:count]])
            mean = np.tensordot(weights(beta, count), past, 1)
            square = np.tensordot(weights(beta, count), past**2, 1)
            np.testing.assert_allclose(before[name] - p[name], 0.1 * mean)
            step = 0.1 * grads["d" + name] / (np.sqrt(square) + 1e-8)
            np.testing.assert_allclose(other[name] - q[name], step)


def test_the_gradients_of_the_network_that_is_given_are_the_slopes_of_its_cost():
    rng = np.random.default_rng(5)
    X, Y = rng.normal(size=(2, 7)), np.arange(7).reshape(1, 7) % 2
    parameters = SOLUTION["initialize_parameters"]((2, 5, 2, 1))

    def cost():
        return SOLUTION["compute_cost"](SOLUTION["forward_propagation"](X, parameters)[0], Y)

    _, cache = SOLUTION["forward_propagation"](X, parameters)
    grads = SOLUTION["backward_propagation"](X, Y, cache)
    for name, value in parameters.items():
        for place in np.ndindex(value.shape):
            before, found = value[place], []
            for nudge in (1e-6, -1e-6):
                value[place] = before + nudge
                found.append(cost())
            value[place] = before
            slope = (found[0] - found[1]) / 2e-6
            assert grads["d" + name][place] == pytest.approx(slope, abs=1e-8)


@pytest.mark.parametrize("optimizer", ["gradient descent", "momentum", "RMSprop", "Adam"])
def test_the_learning_loop_learns_with_each_optimizer(optimizer):
    rng = np.random.default_rng(6)
    X = rng.normal(size=(2, 100))
    Y = (X[:1] > 0).astype(int)
    rate = 0.5 if optimizer in ("gradient descent", "momentum") else 0.05
    run = SOLUTION["model"](X, Y, optimizer, rate, 60, 32)
    assert len(run["costs"]) == 60 and run["costs"][-1] < 0.3 * run["costs"][0]
    assert run["right"][-1] > 0.95 and SOLUTION["first_epoch"](run) <= 60


def cases(function: str) -> list[dict]:
    return [case.inputs for seed in SEEDS for case in drawn(WEEK, function, seed).cases]


@pytest.mark.parametrize("function", [ADAM, "update_parameters_with_rmsprop"])
def test_nothing_is_divided_by_hardly_anything(function):
    """So that it does not matter on which side of the root a tiny ε stands."""
    for inputs in cases(function):
        state = inputs["s"]
        for name, slope in inputs["grads"].items():
            still = (slope == 0) & (state[name] == 0)
            assert np.all(still | (np.abs(slope) >= 0.1) | (state[name] >= 0.1))
            assert not np.any(still & (inputs.get("v", state)[name] != 0))


def test_beyond_the_first_step_a_power_of_beta_is_another_number():
    steps = [inputs["t"] for inputs in cases(ADAM)]
    assert 4 * steps.count(1) < len(steps) and min(steps) == 1 and max(steps) > 3


def test_batches_are_asked_of_all_kinds_of_numbers():
    sizes = [(i["X"].shape[1], i["mini_batch_size"]) for i in cases("random_mini_batches")]
    assert any(m < size for m, size in sizes) and any(m == size for m, size in sizes)
    assert any(size == 1 for _, size in sizes)
    assert any(m % size == 0 and 1 < size < m for m, size in sizes)
    assert sum(m % size > 0 and size < m for m, size in sizes) > 10
    assert all(m >= 40 for m, _ in sizes)  # few enough would come in order by chance


def test_every_convention_for_epsilon_gives_one_of_the_answers_that_are_expected():
    """Beside the root, under it, and beside the root of what is not corrected yet."""
    body = """
def update_parameters_with_adam(p, g, v, s, t, a=0.01, b1=0.9, b2=0.999, e=1e-8):
    v = {{k: b1 * v[k] + (1 - b1) * g[k] for k in g}}
    s = {{k: b2 * s[k] + (1 - b2) * g[k] ** 2 for k in g}}
    def step(v, s):
        vc, sc = v / (1 - b1**t), s / (1 - b2**t)
        return {step}
    return {{k: p[k] - step(v["d" + k], s["d" + k]) for k in p}}, v, s
"""
    for step, right in {
        "a * vc / (np.sqrt(sc) + e)": True,
        "a * vc / np.sqrt(sc + e)": True,
        "a * np.sqrt(1 - b2**t) / (1 - b1**t) * v / (np.sqrt(s) + e)": True,
        "a * vc / (np.sqrt(sc) - e)": False,
        "a * vc / (sc + e)": False,
        "a * vc / (np.sqrt(s) + e)": False,
    }.items():
        report = examine(written(WEEK, ADAM, body.format(step=step)), drawn(WEEK, ADAM))
        assert (report.score == report.points) is right, step


def test_three_values_with_a_mistake_draw_the_same_hint_as_five():
    exercise: Exercise = exercises(WEEK)[ADAM]
    mistake = next(entry for entry in exercise.listed if entry.name == "no-power-in-s")
    text = mistake.applied_to(assignment(WEEK).solution(ADAM))
    for returned in ("updated, v_new, s_new", "updated, v_new, s_new, v_corrected, s_corrected"):
        three = text.replace("updated, v_new, s_new, v_corrected, s_corrected\n", returned + "\n")
        report = examine(written(WEEK, ADAM, three), drawn(WEEK, ADAM))
        assert report.mistake == "no-power-in-s" and report.listed


def test_a_table_that_stands_twice_is_seen_by_check_and_by_the_grader_alike():
    one = "def initialize_adam(p):\n    v = s = {'d' + k: 0 * x for k, x in p.items()}\n"
    function = written(WEEK, "initialize_adam", one + "    return v, s")
    report = examine(function, drawn(WEEK, "initialize_adam"))
    assert report.mistake == "one-object" and report.score < report.points
    two = written(WEEK, "initialize_adam", one + "    return v, dict(s)")
    assert not examine(two, drawn(WEEK, "initialize_adam")).mistake


def test_the_stairs_are_counted_by_whole_intervals():
    found = [SOLUTION["schedule_lr_decay"](0.5, epoch, 1.0, 10) for epoch in (0, 9, 10, 19, 20)]
    assert same(found, [0.5, 0.5, 0.25, 0.25, 0.5 / 3])
