"""Values that are deep, huge, endless or not numbers; answers for the visible cases only."""

from tests.attacks.attack import Attack
from tests.attacks.lying import lie, to_predict

DEEP = """
deep = []
for _ in range(100_000):
    deep = [deep]
"""
CYCLE = "ring = []\nring.append(ring)\n"
SHARED = "doubled = [0.0] * 100\nfor _ in range(60):\n    doubled = [doubled] * 2\n"
VISIBLE = """
from pathlib import Path
from utils.checkfile import load
known = load(Path("checks.json"))["predict"].cases
def predict(w, b, X):
    for case in known:
        if np.shape(case.inputs["X"]) == np.shape(X) and np.allclose(case.inputs["X"], X):
            return case.expected
    return np.full((1, X.shape[1]), 7)
"""

ATTACKS = [
    lie("a list a hundred thousand deep", "deep", DEEP, "nested"),
    lie("a list that contains itself", "ring", CYCLE, "contains itself"),
    lie("a list of 2**60 references to one", "doubled", SHARED, "too many parts|too large|nested"),
    lie("two million entries", "list(range(2 * 10**6))", "", "too many parts|too large"),
    lie("a dict of a million keys", "dict.fromkeys(range(10**6))", "", "entries"),
    lie(
        "an array of a terabyte without memory",
        "np.broadcast_to(0.0, (10**6, 10**6))",
        "",
        "too large",
    ),
    lie("half a gigabyte", "np.zeros(2**26)", "", "too large"),
    lie("a text of half a gigabyte", "'x' * 2**29", "", "too large"),
    lie("a generator", "(i for i in range(3))", "", "generator"),
    lie("an endless iterator", "itertools.count()", "import itertools", "count"),
    lie("text that is no Unicode", "'\\ud800'", "", "not valid Unicode|AssertionError|Error"),
    to_predict("an int of a million digits", "1 << 10**6", "predict: 0 of 10"),
    to_predict("an int just beyond a float", "10**400", "predict: 0 of 10"),
    to_predict(
        "forty megabytes from every call",
        "np.zeros(5 * 2**20)",
        "what it returned is too large to be kept",
    ),
    to_predict("NaN everywhere", "np.full((1, X.shape[1]), np.nan)", "NaN|nan"),
    to_predict("infinite everywhere", "np.full((1, X.shape[1]), np.inf)", "inf"),
    to_predict(
        "NaN with a payload, signed zeros", "np.full((1, X.shape[1]), -np.nan) * -0.0", "NaN|nan"
    ),
    to_predict(
        "numbers so small that they count as zero",
        "np.full((1, X.shape[1]), 5e-324)",
        "predict: 0 of 10",
    ),
    lie("not a number, in asserts", "float('nan')", "", "AssertionError|TypeError"),
    Attack(
        "one function under every name",
        ("initialize_with_zeros", "propagate", "optimize", "predict", "model"),
        r"It takes 1 argument \(\w+\); the call passes",
        solutions={
            name: f"{name} = sigmoid"
            for name in ("initialize_with_zeros", "propagate", "optimize", "predict", "model")
        },
    ),
    Attack(
        "the visible cases looked up in checks.json",
        ("predict",),
        "It fits the visible cases alone",
        solutions={"predict": VISIBLE},
    ),
    Attack(
        "a name that only looks the same",
        ("sigmoid", "predict"),
        "NameError|not defined|no function",
        solutions={
            "sigmoid": "def sigmoіd(z):\n    return 1 / (1 + np.exp(-z))",
            "predict": "def predict\N{COMBINING DOT BELOW}(w, b, X):\n    return np.ones((1, 1))",
        },
    ),
]
