"""Abuse of the course's own functions, lent to a call so that a mistake is paid for once."""

from tests.attacks.attack import Attack

STORE = """
stored = []
def propagate(w, b, X, Y):
    if sigmoid.__name__ != "sigmoid":  # ours, not the submission's
        stored.append(sigmoid)
    return {"dw": 0 * w, "db": 0.0}, 0.0
"""
OPTIMIZE = "def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):\n"
MODEL = """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, *more):
"""

ATTACKS = [
    Attack(
        "a lent function stored and asked in another exercise",
        ("sigmoid", "propagate", "predict"),
        "interfered with the grading of its own code",
        solutions={
            "propagate": STORE,
            "predict": "def predict(w, b, X):\n"
            "    return (stored[-1](np.dot(w.T, X) + b) > 0.5).astype(int)",
        },
    ),
    Attack(
        "a lent function asked from a cell of its own",
        ("sigmoid", "propagate"),
        "interfered with the grading of its own code",
        solutions={"propagate": STORE},
        after="stored[-1](0.0)",
    ),
    Attack(
        "a thread that asks a lent function after the call",
        ("sigmoid", "propagate", "predict"),
        "had to be ended|interfered|took longer|0 of 10 points",
        solutions={
            "propagate": "import threading, time\n"
            + STORE.replace(
                "        stored.append(sigmoid)\n",
                "        f = sigmoid\n        def later():\n            time.sleep(0.002)\n"
                "            f(0.0)\n"
                "        threading.Thread(target=later).start()\n",
            ),
            "predict": "def predict(w, b, X):\n    return 7 * np.ones((1, 3))",
        },
        spoils=("optimize",),  # asks ours some thousand times, in little time
        short=True,
    ),
    Attack(
        "a lent function flooded",
        ("optimize",),
        "took longer than|takes too long|ran longer than",
        solutions={"optimize": OPTIMIZE + "    while True:\n        propagate(w, b, X, Y)"},
        short=True,
    ),
    Attack(
        "a lent function asked to run for ever",
        ("model",),
        "ran longer than|took longer than|took more than",
        solutions={
            "model": MODEL + "    w, b = initialize_with_zeros(len(X_train))\n"
            "    return optimize(w, b, X_train, Y_train, 10**12, 0.1, True)",
            "optimize": OPTIMIZE + "    raise ValueError",
        },
        spoils=("optimize",),
        short=True,
    ),
    Attack(
        "a lent function given what grows without bounds",
        ("optimize",),
        "said: {'MemoryError'}",
        before="said = set()",
        after="print('said:', said)",
        solutions={
            "propagate": "def propagate(w, b, X, Y):\n    raise MemoryError",
            "optimize": OPTIMIZE + "    wide = np.zeros((1, 40_000))\n"
            "    try:\n        return propagate(wide[:, :1], wide.T, wide, wide)\n"
            "    except Exception as error:\n        said.add(type(error).__name__)\n        raise",
        },
        spoils=("propagate",),
        short=True,
    ),
    Attack(
        "a lent function given a number of weights without end",
        ("model",),
        "model: 0 of 15 points",
        solutions={
            "model": MODEL + "    for power in range(9, 18):\n        try:\n"
            "            initialize_with_zeros(10**power)\n        except MemoryError: pass\n",
            "initialize_with_zeros": "def initialize_with_zeros(dim): raise ValueError",
        },
        spoils=("initialize_with_zeros",),
    ),
    Attack(
        "a lent function given liars and functions",
        ("optimize",),
        "optimize: 0 of 15 points",
        solutions={
            "propagate": "def propagate(w, b, X, Y):\n    raise ValueError",
            "optimize": "class Shape:\n    shape = property(lambda self: 1 / 0)\n"
            + OPTIMIZE
            + "    return propagate(w, b, Shape(), lambda: Y)",
        },
        spoils=("propagate",),
    ),
    Attack(
        "a question that no lent function can answer, in frames of its own",
        ("optimize",),
        "interfered with the grading of its own code",
        solutions={
            "propagate": "def propagate(w, b, X, Y):\n    raise ValueError",
            "optimize": """
import sys
def f():
    return 1
"""
            + OPTIMIZE
            + """
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    names, request = frame.f_globals, frame.f_locals["request"]
    sock = frame.f_locals["self"].sock
    arguments = names["encode"](((f,), {}), refer=frame.f_locals["self"].refer)
    question = {"id": request["id"], "ask": "propagate", "args": arguments}
    names["wire"].send(sock, names["encode"](question))
    while True:
        pass
""",
        },
        spoils=("propagate",),
        short=True,
    ),
    Attack(
        "a lent function given a product of half precision, which no timer interrupts",
        ("optimize",),
        "It raised TypeError",
        solutions={
            "propagate": "def propagate(w, b, X, Y):\n    raise TypeError",
            "optimize": OPTIMIZE
            + """
    half = np.zeros((6000, 6000), np.float16)
    return propagate(half[:, :1], 0.0, half, half)
""",
        },
        spoils=("propagate",),
    ),
]
