"""Networks of tanh units and a sigmoid, seen in the plane: while they learn, and thinned."""

from collections.abc import Mapping, Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from utils.moving.box import few_digits, show_box
from utils.plotting import BLACK, VERMILION, Point, plot_decision_boundary

Network = Sequence[tuple[np.ndarray, np.ndarray]]  # W and b of each layer


def watch_learning(
    frames: Sequence[Network], X: np.ndarray, Y: np.ndarray, alt: str, every: int, still: int = -1
) -> None:
    """The border of a network while it learns, with the borders of its first hidden units.

    frames holds the network before the first round and after each `every` rounds more; `still` is
    the one that is shown where nothing moves, the last by default. X is (2, m), Y is (1, m).
    """
    costs = [cost(network, X, Y) for network in frames]
    still = still % len(frames)
    across, up = span(X)
    top = 1.15 * max(costs)
    spec = {
        "frames": [layers(network) for network in frames], "costs": few_digits(costs),
        "X": few_digits(X.T), "Y": few_digits(np.ravel(Y).astype(int)), "x": across, "y": up,
        "every": every, "at": still, "top": few_digits(top),
    }  # fmt: skip
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    border(frames[still], X, Y, left)
    for row, bias in zip(*frames[still][0], strict=True):
        line = np.linspace(*across, 50)
        if row[1]:
            left.plot(line, -(row[0] * line + bias) / row[1], "--", color=BLACK, linewidth=1)
    left.set(xlim=across, ylim=up)
    right.plot(every * np.arange(len(costs)), costs, color=VERMILION)
    right.plot(every * still, costs[still], "o", color=VERMILION)
    right.set(xlabel="round", ylabel="cost $J$", ylim=(0, top))
    show_box("boundary", "A border while a network learns", spec, figure, alt)


def silence_units(
    networks: Mapping[str, Network], X: np.ndarray, Y: np.ndarray, alt: str, silent: int = 0
) -> None:
    """Networks side by side, whose units of the last hidden layer are silenced one by one.

    networks maps a title to a network; all have as many units there. The still shows all of them
    with `silent` units less. X is (2, m), one point a column, and Y is (1, m).
    """
    counts = {network[-1][0].shape[1] for network in networks.values()}
    if len(counts) != 1:
        raise ValueError("The networks differ in the number of units of the last hidden layer.")
    order = np.random.default_rng(0).permutation(counts.pop())
    across, up = span(X)
    told = [{"title": title, "layers": layers(one)} for title, one in networks.items()]
    spec = {
        "networks": told, "X": few_digits(X.T), "Y": few_digits(np.ravel(Y).astype(int)),
        "x": across, "y": up, "order": order.tolist(),
    }  # fmt: skip
    figure, axes = plt.subplots(1, len(told), figsize=(4.5 * len(told), 3.6), squeeze=False)
    for ax, (title, network) in zip(axes.flat, networks.items(), strict=True):
        border(thinned(network, order[:silent]), X, Y, ax)
        ax.set(xlim=across, ylim=up, title=title)
    show_box("silence", "Units to silence", spec, figure, alt)


def answers(network: Network, X: np.ndarray) -> np.ndarray:
    """What a network says: tanh in the hidden layers, a sigmoid at the end."""
    signals = X
    for W, b in network[:-1]:
        signals = np.tanh(W @ signals + b)
    W, b = network[-1]
    return 1 / (1 + np.exp(-(W @ signals + b)))


def thinned(network: Network, silent: np.ndarray) -> Network:
    """The network without some units of its last hidden layer; those left are made larger."""
    W, b = network[-1]
    left = np.ones(W.shape[1])
    left[silent] = 0
    return [*network[:-1], (W * left * W.shape[1] / max(left.sum(), 1), b)]


def border(network: Network, X: np.ndarray, Y: np.ndarray, ax: Axes) -> None:
    """What the network says of the plane."""
    plot_decision_boundary(lambda points: answers(network, points), X, Y, ax=ax)
    if legend := ax.get_legend():
        legend.remove()


def cost(network: Network, X: np.ndarray, Y: np.ndarray) -> float:
    """The mean log loss."""
    said = np.clip(answers(network, X), 1e-12, 1 - 1e-12)
    return float(-np.mean(np.log(np.where(Y == 1, said, 1 - said))))


def layers(network: Network) -> list:
    """W and b of each layer, b as a plain list."""
    return [[few_digits(np.asarray(W)), few_digits(np.ravel(b))] for W, b in network]


def span(X: np.ndarray) -> list[Point]:
    """The ends of the axes around some points."""
    low, high = X.min(axis=1), X.max(axis=1)
    room = 0.08 * (high - low)
    return [tuple(few_digits([a, b])) for a, b in zip(low - room, high + room, strict=True)]
