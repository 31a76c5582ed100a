"""A computation graph that is stepped through, forward and backward, with its numbers."""

from collections.abc import Mapping
from math import exp, prod, tanh

import matplotlib.pyplot as plt

from utils.moving.box import few_digits, show_box
from utils.plotting import graph_places, plot_computation_graph

Node = float | tuple[str | float, ...]  # an input's value, or an operation and what it takes

OPERATIONS = {  # the value, and its slope for each input; the same stand in graph.js
    "+": (lambda v: sum(v), lambda v: [1.0] * len(v)),
    "×": (lambda v: prod(v), lambda v: [v[1], v[0]]),
    "tanh": (lambda v: tanh(v[0]), lambda v: [1 - tanh(v[0]) ** 2]),
    "σ": (lambda v: 1 / (1 + exp(-v[0])), lambda v: [exp(-v[0]) / (1 + exp(-v[0])) ** 2]),
}


def step_through(
    nodes: Mapping[str, Node],
    alt: str,
    labels: Mapping[str, str] | None = None,
    low: int = -9,
    high: int = 9,
) -> None:
    """A formula as boxes: a step forward fills in a value, a step backward a slope.

    nodes maps a name to a number, which is an input to be changed between `low` and `high`, or to
    an operation, +, ×, tanh or σ, and what it takes: names of nodes before it, or constants. The
    last node is the result. `labels` say what stands in a box.
    """
    takes = {name: sources(node) for name, node in nodes.items()}
    places = graph_places(takes)
    values, slopes = values_of(nodes), slopes_of(nodes)
    told = []
    for name, node in nodes.items():
        x, y = few_digits(places[name])
        one = {"name": name, "label": (labels or {}).get(name, name), "x": x, "y": y}
        op = {"op": node[0], "args": node[1:]} if isinstance(node, tuple) else {"value": node}
        told.append(one | op)
    plot_computation_graph(takes, labels, values, slopes)
    spec = {"nodes": told, "low": low, "high": high}
    show_box("graph", "A computation graph to step through", spec, plt.gcf(), alt)


def sources(node: Node) -> list[str]:
    """The names that a node is computed from."""
    return [arg for arg in node[1:] if isinstance(arg, str)] if isinstance(node, tuple) else []


def values_of(nodes: Mapping[str, Node]) -> dict[str, float]:
    """The value of each node. ValueError for one that is of no known kind."""
    values: dict[str, float] = {}
    for name, node in nodes.items():
        if isinstance(node, tuple):
            values[name] = OPERATIONS[checked(name, node, values)][0](taken(node, values))
        else:
            values[name] = node
    return values


def slopes_of(nodes: Mapping[str, Node]) -> dict[str, float]:
    """How many times as much the result moves as each node."""
    values, slopes = values_of(nodes), dict.fromkeys(nodes, 0.0)
    slopes[list(nodes)[-1]] = 1.0
    for name, node in reversed(list(nodes.items())):
        if isinstance(node, tuple):
            local = OPERATIONS[str(node[0])][1](taken(node, values))
            for arg, slope in zip(node[1:], local, strict=True):
                if isinstance(arg, str):
                    slopes[arg] += slopes[name] * slope
    return slopes


def taken(node: tuple[str | float, ...], values: Mapping[str, float]) -> list[float]:
    """The numbers that a node is computed from."""
    return [values[arg] if isinstance(arg, str) else arg for arg in node[1:]]


def checked(name: str, node: tuple[str | float, ...], before: Mapping[str, float]) -> str:
    """The operation of a node, if it can be carried out."""
    operation = str(node[0])
    if operation not in OPERATIONS:
        raise ValueError(f"{name}: {operation!r} is none of {', '.join(OPERATIONS)}.")
    if unknown := [arg for arg in node[1:] if isinstance(arg, str) and arg not in before]:
        raise ValueError(f"{name}: {unknown[0]!r} does not stand before it.")
    count = len(node) - 1
    wanted = {"+": max(count, 1), "×": 2}.get(operation, 1)
    if count != wanted:
        raise ValueError(f"{name}: {operation} takes {wanted}, not {count}.")
    return operation
