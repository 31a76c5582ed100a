"""Does depth pay on these pictures?  python -m datasets.ladder [--write]

Trains logistic regression, networks of two layers and one of four, and measures them on 2,000
fresh pictures drawn the same way: fifty are too few to tell three per cent. First the small split
of cats.h5 from five seeds; then, lest that split be a lucky one, five other splits of the same
size. With --write, the tables in README.md are replaced by what was measured.
"""

import argparse
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from tqdm import tqdm

from datasets.build import FRESH, HERE, REDRAWN, pictures
from utils.datasets import load_cats

# Units, and the scale of the Gaussian that W starts from; None is 1 / √n[l-1]. The first, second
# and last are the course's own; the third tells how much of the last step is depth.
MODELS = {
    "logistic regression": ((12288, 1), 0.0),
    "two layers": ((12288, 7, 1), 0.01),
    "two layers, wider": ((12288, 20, 1), None),
    "four layers": ((12288, 20, 7, 5, 1), None),
}
# The default learning rate of the course's two_layer_model and L_layer_model.
LEARNING_RATE, ITERATIONS = 0.0075, 2500
Layer = tuple[np.ndarray, np.ndarray]  # W (n, n_before) and b (n, 1)
Run = tuple[np.ndarray, np.ndarray, int]  # pictures, labels, the seed of the start
SEEDS, FRESH_COUNT = range(5), 2000
BEGIN, END = "<!-- ladder: begin -->\n", "<!-- ladder: end -->\n"


def initialize(sizes: Sequence[int], scale: float | None, seed: int) -> list[Layer]:
    """(W, b) of each layer: Gaussian × scale, or Gaussian / √n[l-1] without one; b is zero."""
    rng = np.random.default_rng(seed)
    return [
        (rng.standard_normal((n, before)) * (before**-0.5 if scale is None else scale),
         np.zeros((n, 1)))
        for before, n in pairwise(sizes)
    ]  # fmt: skip


def forward(Z: np.ndarray, upper: list[Layer]) -> list[np.ndarray]:
    """From the first layer's Z, every layer's: ReLU between them."""
    found = [Z]
    for W, b in upper:
        found.append(W @ np.maximum(found[-1], 0) + b)
    return found


def train(
    X: np.ndarray, Y: np.ndarray, X_new: np.ndarray, layers: list[Layer],
    iterations: int = ITERATIONS, tick: Callable[[], object] = lambda: None,
) -> np.ndarray:  # fmt: skip
    """Plain batch gradient descent on X (n_x, m), Y (1, m) from `layers`, a list of (W, b);
    returns probabilities (1, m_new) for X_new.

    The step of the first layer is -α dZ Xᵀ, so W1 stays W1₀ + C Xᵀ with C (n1, m), and all that is
    ever needed of the pictures is how they overlap, Xᵀ X. The arithmetic is that of gradient
    descent on W1; 12288 columns shrink to 209, and hours to seconds.
    """
    (W, b), *upper = layers
    overlap, start, C = X.T @ X, W @ X, np.zeros((len(W), X.shape[1]))
    for _ in range(iterations):
        Z = forward(start + C @ overlap + b, upper)
        dZ = (sigmoid(Z[-1]) - Y) / Y.shape[1]
        for layer in reversed(range(len(upper))):
            A, (V, c) = np.maximum(Z[layer], 0), upper[layer]
            upper[layer] = (V - LEARNING_RATE * dZ @ A.T, c - LEARNING_RATE * _total(dZ))
            dZ = (V.T @ dZ) * (Z[layer] > 0)
        C, b = C - LEARNING_RATE * dZ, b - LEARNING_RATE * _total(dZ)
        tick()
    return sigmoid(forward(W @ X_new + C @ (X.T @ X_new) + b, upper)[-1])


def sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-z), safe for large |z|."""
    return 0.5 * (1 + np.tanh(z / 2))


def _total(dZ: np.ndarray) -> np.ndarray:
    return dZ.sum(axis=1, keepdims=True)


def as_columns(images: np.ndarray) -> np.ndarray:
    """Pictures (m, 64, 64, 3) uint8 as columns (12288, m) between 0 and 1."""
    return images.reshape(len(images), -1).T / 255


def measure(runs: Sequence[Run], fresh_x: np.ndarray, fresh_y: np.ndarray) -> dict[str, np.ndarray]:
    """Accuracy in per cent of each model on the fresh pictures, one for each run (train_x,
    train_y, seed)."""
    X_new, scores = as_columns(fresh_x), {name: [] for name in MODELS}
    with tqdm(total=len(MODELS) * len(runs) * ITERATIONS, desc="training", unit="step") as bar:
        for train_x, train_y, seed in runs:
            X = as_columns(train_x)
            for name, (sizes, scale) in MODELS.items():
                layers = initialize(sizes, scale, seed)
                A = train(X, train_y.reshape(1, -1), X_new, layers, tick=bar.update)
                scores[name].append(100 * np.mean((A > 0.5) == fresh_y))
    return {name: np.array(values) for name, values in scores.items()}


def table(title: str, scores: dict[str, np.ndarray]) -> str:
    """The scores as a Markdown table: mean, standard deviation, lowest and highest."""
    lines = [f"{title}:", "", "| model | units | accuracy | lowest to highest |",
             "| --- | --- | --- | --- |"]  # fmt: skip
    for name, s in scores.items():
        units = ", ".join(map(str, MODELS[name][0]))
        spread = f"{s.mean():.1f} ± {s.std(ddof=1):.1f} %"
        lines.append(f"| {name} | {units} | {spread} | {s.min():.1f} to {s.max():.1f} % |")
    return "\n".join(lines) + "\n"


def write(readme: Path, text: str) -> None:
    """Replace what stands between the two markers of the file."""
    before, _, rest = readme.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(before + BEGIN + text + END + after)


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(prog="python -m datasets.ladder", description=__doc__)
    parser.add_argument("--write", action="store_true", help="update the table in README.md")
    options = parser.parse_args()
    print("Ten runs of four models, and 3,045 pictures to draw: a few minutes.")
    fresh = pictures(FRESH, FRESH_COUNT)
    train_x, train_y, *_ = load_cats(HERE / "cats.h5")
    same = [(train_x, train_y, seed) for seed in SEEDS]
    others = [(*pictures(REDRAWN + seed, len(train_x)), seed) for seed in SEEDS]
    text = "\n".join(
        [
            table("The small split, five seeds", measure(same, *fresh)),
            table("Five other splits of 209, drawn the same way", measure(others, *fresh)),
        ]
    )
    print(text, end="")
    if options.write:
        write(HERE / "README.md", text)


if __name__ == "__main__":
    main()
