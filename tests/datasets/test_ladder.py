"""Is the shortcut of the ladder gradient descent, and does its table say what was measured?"""

import numpy as np
import pytest

from datasets import ladder


def plain_gradient_descent(X, Y, X_new, layers, iterations):
    """The same training, with every W in full."""
    for _ in range(iterations):
        A, Z = [X], []
        for W, b in layers:
            Z.append(W @ A[-1] + b)
            A.append(np.maximum(Z[-1], 0))
        dZ, updated = (ladder.sigmoid(Z[-1]) - Y) / Y.shape[1], []
        for index in reversed(range(len(layers))):
            W, b = layers[index]
            dW, db = dZ @ A[index].T, dZ.sum(axis=1, keepdims=True)
            updated.insert(0, (W - ladder.LEARNING_RATE * dW, b - ladder.LEARNING_RATE * db))
            if index:
                dZ = (W.T @ dZ) * (Z[index - 1] > 0)
        layers = updated
    A = X_new
    for W, b in layers[:-1]:
        A = np.maximum(W @ A + b, 0)
    return ladder.sigmoid(layers[-1][0] @ A + layers[-1][1])


@pytest.mark.parametrize("sizes", [(30, 1), (30, 7, 1), (30, 20, 7, 5, 1)])
def test_the_shortcut_is_gradient_descent(sizes):
    rng = np.random.default_rng(0)
    X, X_new = rng.random((30, 12)) * 9, rng.random((30, 5)) * 9
    Y = (rng.random((1, 12)) < 0.5).astype(int)
    layers = ladder.initialize(sizes, None, seed=1)
    expected = plain_gradient_descent(X, Y, X_new, layers, iterations=60)
    found = ladder.train(X, Y, X_new, layers, iterations=60)
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_training_learns():
    rng = np.random.default_rng(0)
    X = rng.standard_normal((2, 200))
    Y = (X[:1] * X[1:] > 0).astype(int)  # XOR
    layers = ladder.initialize((2, 20, 7, 5, 1), None, seed=0)
    A = ladder.train(X, Y, X, layers, iterations=20000)
    assert np.mean((A > 0.5) == Y) > 0.9


def test_the_readme_shows_the_ladder_the_course_promises():
    text = (ladder.HERE / "README.md").read_text()
    shown = text.split(ladder.BEGIN)[1].split(ladder.END)[0]
    rows = [line.split("|")[3].split("±")[0] for line in shown.splitlines() if "±" in line]
    for logistic, two, _, four in np.array(rows, float).reshape(2, 4):
        assert 65 <= logistic <= 75
        assert two >= logistic + 3
        assert 95 > four >= two + 3


def test_write_replaces_only_what_stands_between_the_markers(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{ladder.BEGIN}old\n{ladder.END}after\n")
    scores = {name: np.array([70.0, 72.0]) for name in ladder.MODELS}
    ladder.write(readme, ladder.table("Two runs", scores))
    text = readme.read_text()
    assert text.startswith(f"before\n{ladder.BEGIN}Two runs:\n")
    assert text.endswith(f"{ladder.END}after\n")
    assert "71.0 ± 1.4 % | 70.0 to 72.0 %" in text and "old" not in text
