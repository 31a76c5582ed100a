"""An attack as data, and the two assignments that attacks are tried on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nbformat import NotebookNode

MARK = "attack-was-here"  # in the name of everything that an attack tries to leave behind


@dataclass(frozen=True)
class Attack:
    """One dishonest submission: the right answers, but for what is attacked.

    attacked: the functions (or graded cells) that must earn nothing. expect: a pattern in what the
    graded notebook says about them, or about the student's own cells. solutions: the text of
    solution cells, by function or cell; an attacked function that is not among them gets a wrong
    answer, so that it would only pass by the trick. before, after: cells of the student's own, in
    front of the first exercise and behind the last. spoils: graded cells that the attack costs as
    well. files: other files that are handed in. edit: any other change to the notebook.
    short: whether it runs into the time limit.
    """

    name: str
    attacked: tuple[str, ...]
    expect: str
    on: str = "week2"
    solutions: dict[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    spoils: tuple[str, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    edit: Callable[[NotebookNode], None] | None = None
    short: bool = False


# Answers of the right form and with wrong values, which only a trick can sell.
WRONG = {
    "sigmoid": "def sigmoid(z):\n    return 0 * np.asarray(z) + 0.25\n",
    "initialize_with_zeros": "def initialize_with_zeros(dim):\n    return np.ones((dim, 1)), 1.0\n",
    "propagate": "def propagate(w, b, X, Y):\n    return {'dw': 0 * w, 'db': 0.0}, 0.0\n",
    "optimize": """
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    return {"w": 9 + w, "b": 9.0}, {"dw": 9 + w, "db": 9.0}, [9.0] * (1 + num_iterations // 100)
""",
    "predict": "def predict(w, b, X):\n    return np.full((1, X.shape[1]), 7)\n",
    "model": """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, *more):
    wrong = {"costs": [9.0], "w": np.full((len(X_train), 1), 9.0), "b": 9.0, "learning_rate": 9}
    return wrong | {"Y_prediction_test": 9 + Y_test, "Y_prediction_train": 9 + Y_train,
                    "num_iterations": -1}
""",
    "squares": "def squares(n):\n    return [0] * n\n",
    "mean": "def mean(x):\n    return -1.0\n",
    "greet": "def greet(name):\n    return 'wrong'\n",
    "settings": "settings = {'rate': -1.0, 'sizes': (0, 0)}\n",
    "cubes": "def cubes(n):\n    return -1\n",
}  # fmt: skip
