"""One neuron: its weight and bias to drag, and its way downhill on its cost."""

import matplotlib.pyplot as plt
import numpy as np
from numpy.typing import ArrayLike

from utils.moving.box import few_digits, show_box
from utils.plotting import BLACK, BLUE, GREEN, VERMILION, Point


def drag_neuron(
    x: np.ndarray,
    y: np.ndarray,
    alt: str,
    w: float,
    b: float,
    weights: Point,
    biases: Point,
    across: Point,
    up: Point,
    guess: float,
    labels: tuple[str, str, str],
) -> None:
    """A neuron max(0, w·x + b) among points, to be dragged by its weight and its bias.

    `weights` and `biases` are the least and the largest, `across` and `up` the ends of the axes;
    `guess` is an input whose answer is worked out. `labels` are those of the axes, and what one
    input is: "a house of".
    """
    x, y = np.ravel(x), np.ravel(y)
    hand = few_digits(across[0] + 0.5 * (across[1] - across[0]))
    spec = {
        "x": few_digits(x), "y": few_digits(y), "w": w, "b": b,
        "weights": weights, "biases": biases, "across": across, "up": up,
        "guess": guess, "hand": hand,
        "words": dict(zip(("x", "y", "one"), labels, strict=True)),
    }  # fmt: skip
    still, ax = plt.subplots(figsize=(6.4, 3.6))
    line = np.linspace(*across, 200)
    bent = np.maximum(0, w * line + b)
    ax.vlines(x, y, np.maximum(0, w * x + b), color=VERMILION, linewidth=0.8, alpha=0.6)
    ax.plot(x, y, "o", color=BLUE, markersize=5)
    ax.plot(line, w * line + b, "--", color=BLACK, linewidth=1)
    ax.plot(line, bent, color=VERMILION, linewidth=3)
    answer = max(0, w * guess + b)
    ax.plot([guess, guess, across[0]], [up[0], answer, answer], ":", color=GREEN)
    ax.plot([0, hand], [b, w * hand + b], "o", color=BLACK, markersize=9)
    ax.set(xlim=across, ylim=up, xlabel=labels[0], ylabel=labels[1])
    show_box("neuron", "A neuron to drag", spec, still, alt)


def walk_downhill(
    x: np.ndarray,
    y: np.ndarray,
    alt: str,
    start: Point,
    rate: float,
    rates: Point = (0.01, 10),
    w: Point = (-2.0, 2.0),
    b: Point = (-6.0, 6.0),
    steps: int = 20,
    most: int = 60,
) -> None:
    """Gradient descent of one neuron on its log loss: start, learning rate and steps to drag.

    x are the inputs and y the labels, 0 and 1. `rates` are the least and the largest learning rate,
    `w` and `b` the ends of the map, `most` is the largest number of steps.
    """
    x, y = np.ravel(x).astype(float), np.ravel(y)
    w_grid, b_grid = np.meshgrid(np.linspace(*w, 61), np.linspace(*b, 61))
    costs = cost_of(x, y, w_grid, b_grid)
    lowest, least = bottom(x, y)
    levels = least + (costs.max() - least) * np.linspace(0.06, 0.95, 10) ** 2
    top = float(cost_of(x, y, *start)) * 1.4
    spec = {
        "x": few_digits(x), "y": few_digits(y), "start": start, "rate": rate, "rates": rates,
        "steps": steps, "most": most, "w": w, "b": b, "levels": few_digits(levels),
        "lowest": few_digits(lowest), "least": few_digits(least), "top": few_digits(top),
    }  # fmt: skip
    walk = walked(x, y, start, rate, steps)
    still, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6))
    left.contour(w_grid, b_grid, costs, levels=levels, colors=BLUE, linewidths=1)
    left.plot(*walk.T, "o-", color=VERMILION, linewidth=1, markersize=4)
    left.plot(*lowest, "+", color=BLACK, markersize=12)
    left.set(xlim=w, ylim=b, xlabel="$w$", ylabel="$b$")
    right.plot(cost_of(x, y, *walk.T), color=VERMILION)
    right.set(xlim=(0, most), ylim=(0, top), xlabel="step", ylabel="cost $J$")
    show_box("descent", "Gradient descent to drag", spec, still, alt)


def cost_of(x: np.ndarray, y: np.ndarray, w: ArrayLike, b: ArrayLike) -> np.ndarray:
    """The mean log loss of a neuron, for each w and b."""
    z = np.multiply.outer(np.asarray(w), x) + np.expand_dims(np.asarray(b), -1)
    return (np.logaddexp(0, z) - y * z).mean(axis=-1)


def slopes_of(x: np.ndarray, y: np.ndarray, w: float, b: float) -> np.ndarray:
    """The slopes of that cost for w and for b."""
    error = 1 / (1 + np.exp(-(w * x + b))) - y
    return np.array([np.mean(error * x), np.mean(error)])


def walked(x: np.ndarray, y: np.ndarray, start: Point, rate: float, steps: int) -> np.ndarray:
    """The places that gradient descent visits, one a row."""
    places = [np.array(start, float)]
    for _ in range(steps):
        places.append(places[-1] - rate * slopes_of(x, y, *places[-1]))
    return np.array(places)


def bottom(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, float]:
    """The lowest place, by Newton's method, and the cost there.

    ValueError if a border divides the classes: then the cost falls without end.
    """
    place = np.zeros(2)
    columns = np.stack([x, np.ones_like(x)])
    for _ in range(50):
        a = 1 / (1 + np.exp(-(place @ columns)))
        try:
            place = place - np.linalg.solve(
                columns * (a * (1 - a)) @ columns.T / x.size, slopes_of(x, y, *place)
            )
        except np.linalg.LinAlgError:
            break
    if not np.allclose(slopes_of(x, y, *place), 0, atol=1e-9) or np.abs(place).max() > 30:
        raise ValueError("The cost has no lowest point: one border divides the classes.")
    return place, float(cost_of(x, y, *place))
