"""How fast the library of the closing notebook is, beside the same network in PyTorch.

PyTorch is no dependency of the course: where it is not installed, this says so and measures
nothing. Both take the same steps of Adam on the same batches: forward, the cost as a number,
backward, the update; in float64, on one thread, by turns, so that a busy machine slows both. Of
PyTorch the faster of two ways to run Adam counts. The shortest of many rounds is what is printed.
"""

import importlib.util
import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import numpy as np

from grader.places import ROOT

NOTEBOOK = ROOT / "notebooks" / "closing-a-library-of-your-own.ipynb"
SIZES, BATCH, EXAMPLES = (64, 64, 32, 10), 64, 1257  # of the notebook's digits
ROUNDS, STEPS = 20, 100
TARGET = 1.2  # times what PyTorch takes
Step = Callable[[int], object]


def library() -> dict[str, Any]:
    """The functions of the notebook's library."""
    cells = nbformat.read(NOTEBOOK, 4).cells
    names: dict[str, Any] = {"np": np}
    exec(next(cell.source for cell in cells if cell.id == "library"), names)
    return names


def digits() -> tuple[np.ndarray, np.ndarray]:
    """Numbers of the shape and kind of the digits; what they show costs no time."""
    rng = np.random.default_rng(0)
    return rng.random((SIZES[0], EXAMPLES)), rng.integers(0, SIZES[-1], (1, EXAMPLES))


def part(number: int) -> slice:
    """The examples of a step."""
    start = number % (EXAMPLES // BATCH) * BATCH
    return slice(start, start + BATCH)


def ours(X: np.ndarray, Y: np.ndarray) -> Step:
    """A function that takes step ``number`` with the notebook's library."""
    names = library()
    parameters = names["initialize_parameters"](SIZES)
    v, s = names["initialize_adam"](parameters)

    def step(number: int) -> float:
        batch_X, batch_Y = X[:, part(number)], Y[:, part(number)]
        AL, cache = names["forward_propagation"](batch_X, parameters)
        cost = names["compute_cost"](AL, batch_Y, parameters)
        grads = names["backward_propagation"](AL, batch_Y, cache, parameters)
        names["update_parameters_with_adam"](parameters, grads, v, s, number + 1)
        return float(cost)

    return step


def theirs(X: np.ndarray, Y: np.ndarray, fused: bool) -> Step:
    """The same with PyTorch."""
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    layers: list[Any] = []
    for before, here in pairwise(SIZES):
        layers += [torch.nn.Linear(before, here, dtype=torch.float64), torch.nn.ReLU()]
    network, loss = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    adam = torch.optim.Adam(network.parameters(), lr=0.001, fused=fused)
    examples, labels = torch.tensor(X.T.copy()), torch.tensor(Y[0])

    def step(number: int) -> float:
        adam.zero_grad()
        cost = loss(network(examples[part(number)]), labels[part(number)])
        cost.backward()
        adam.step()
        return cost.item()

    return step


def measured(steps: dict[str, Step], rounds: int = ROUNDS, count: int = STEPS) -> dict[str, float]:
    """Processor seconds a step of each, the shortest of so many rounds by turns."""
    best = dict.fromkeys(steps, float("inf"))
    for _ in range(rounds):
        for name, step in steps.items():
            start = time.process_time()
            for number in range(count):
                step(number)
            best[name] = min(best[name], (time.process_time() - start) / count)
    return best


def main(words: list[str]) -> int:
    """Print what was measured, and write it to a file that is named; 1 beyond the target."""
    if importlib.util.find_spec("torch") is None:
        print("The closing library beside PyTorch: not measured, PyTorch is not installed.")
        return 0
    X, Y = digits()
    found = measured(
        {
            "library": ours(X, Y),
            "PyTorch": theirs(X, Y, fused=False),
            "PyTorch, fused Adam": theirs(X, Y, fused=True),
        }
    )
    for name, seconds in found.items():
        print(f"{name:20}{seconds * 1e6:8.0f} µs a step")
    ratio = found["library"] / min(s for name, s in found.items() if name != "library")
    print(f"{ratio:.2f} times PyTorch (target: at most {TARGET})")
    for path in words:
        Path(path).write_text(json.dumps(found | {"ratio": ratio}, indent=1) + "\n")
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
