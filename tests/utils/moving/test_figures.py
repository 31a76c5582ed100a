"""What each moving figure is told: right numbers, the same each time, and clear words otherwise."""

import json

import matplotlib.pyplot as plt
import numpy as np
import pytest
from bs4 import BeautifulSoup

from utils import moving, picture
from utils.moving import learning
from utils.moving.learning import answers, thinned
from utils.moving.neuron import bottom, cost_of, walked
from utils.moving.neuron import slopes_of as slopes_of_cost
from utils.moving.steps import slopes_of, values_of

X_LINE, Y_LINE = np.array([-3.0, -1, 1, 2]), np.array([0, 1, 0, 1])
GRAPH = {"a": 5, "b": 3, "c": 2, "u": ("×", "b", "c"), "v": ("+", "a", "u"), "J": ("×", 3, "v")}


@pytest.fixture
def shown(monkeypatch):
    """What is displayed: the HTML, the metadata."""
    found = []

    def display(bundle: dict, raw: bool, metadata: dict) -> None:
        assert raw and set(bundle) == {"text/html", "image/png", "text/plain"}
        found.append((bundle["text/html"], metadata["image/png"]["alt"]))

    monkeypatch.setattr(picture, "display", display)
    return found


def spec_of(html: str) -> dict:
    return json.loads(BeautifulSoup(html, "html.parser").div["data-spec"])


def drawn_network(seed: int, units: int = 4) -> list[tuple[np.ndarray, np.ndarray]]:
    rng = np.random.default_rng(seed)
    return [(rng.normal(size=(units, 2)), rng.normal(size=(units, 1))),
            (rng.normal(size=(1, units)), rng.normal(size=(1, 1)))]  # fmt: skip


def plane() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(2, 12))
    return X, (X[:1] > 0).astype(int)


def all_figures() -> None:
    X, Y = plane()
    moving.drag_neuron(
        X[0], X[1], "points", 1, 0, (0, 2), (-1, 1), (-3, 3), (-3, 3), 1, ("x", "y", "x")
    )
    moving.walk_downhill(X_LINE, Y_LINE, "a map", start=(-1, 2), rate=0.5)
    moving.step_through(GRAPH, "a graph")
    moving.watch_learning([drawn_network(0), drawn_network(1)], X, Y, "a border", every=5)
    moving.silence_units({"one": drawn_network(2), "two": drawn_network(3)}, X, Y, "two", silent=2)


def test_each_figure_is_the_same_bytes_twice_with_its_words(shown):
    all_figures()
    all_figures()
    assert len(shown) == 10 and shown[:5] == shown[5:]
    assert [alt for _, alt in shown[:5]] == ["points", "a map", "a graph", "a border", "two"]
    assert not plt.get_fignums()


def test_the_walk_is_that_of_the_real_slopes_and_the_cross_is_the_bottom():
    place, least = bottom(X_LINE, Y_LINE)

    def cost(at: np.ndarray) -> float:
        return float(cost_of(X_LINE, Y_LINE, *at))

    for at in (place, np.array([0.3, -1.0])):
        nudged = [
            (cost(at + step) - cost(at - step)) / 2e-6
            for step in (np.array([1e-6, 0]), np.array([0, 1e-6]))
        ]
        np.testing.assert_allclose(slopes_of_cost(X_LINE, Y_LINE, *at), nudged, atol=1e-8)
    far = walked(X_LINE, Y_LINE, (-1, 2), 0.5, 2000)[-1]
    np.testing.assert_allclose(far, place, atol=1e-3)
    assert least <= cost(far)


def test_a_cost_without_a_lowest_point_is_refused():
    with pytest.raises(ValueError, match="one border divides"):
        bottom(np.array([-2.0, -1, 1, 2]), np.array([0, 0, 1, 1]))


def test_a_graph_has_the_slopes_that_nudging_finds():
    nodes = {"x": 0.5, "w": -2, "p": ("×", "w", "x"), "s": ("+", "p", "x", 1),
             "t": ("tanh", "s"), "q": ("×", "t", "t"), "a": ("σ", "q")}  # fmt: skip
    slopes = slopes_of(nodes)
    for name in ("x", "w"):
        up, down = (values_of(nodes | {name: nodes[name] + step})["a"] for step in (1e-6, -1e-6))
        assert slopes[name] == pytest.approx((up - down) / 2e-6, rel=1e-6)


@pytest.mark.parametrize(
    "node, words",
    [
        (("^", "a", 2), "none of"),
        (("+", "z"), "'z' does not stand before"),
        (("×", "a"), "takes 2, not 1"),
        (("tanh", "a", "a"), "takes 1, not 2"),
        (("+",), "takes 1, not 0"),
    ],
)
def test_a_node_that_cannot_be_worked_out_is_refused(node, words):
    with pytest.raises(ValueError, match=words):
        values_of({"a": 1, "J": node})


def test_a_network_of_frames_is_told_with_its_costs(shown):
    X, Y = plane()
    frames = [drawn_network(k) for k in range(3)]
    moving.watch_learning(frames, X, Y, "three", every=10, still=1)
    spec = spec_of(shown[0][0])
    assert spec["at"] == 1 and spec["every"] == 10 and len(spec["frames"]) == 3
    np.testing.assert_allclose(
        spec["costs"], [learning.cost(one, X, Y) for one in frames], rtol=1e-3
    )


def test_units_that_are_left_make_up_for_the_silent_ones():
    X, _ = plane()
    network = drawn_network(0)
    network[1] = (np.ones((1, 4)), np.zeros((1, 1)))
    network[0] = (np.ones((4, 2)), np.zeros((4, 1)))
    np.testing.assert_allclose(answers(thinned(network, np.array([0, 2])), X), answers(network, X))


def test_networks_of_different_sizes_are_refused():
    with pytest.raises(ValueError, match="differ in the number of units"):
        moving.silence_units({"a": drawn_network(0), "b": drawn_network(1, 5)}, *plane(), "two")
