"""Too much of everything that is shown."""

from tests.attacks.attack import Attack

ATTACKS = [
    Attack(
        "thirty megabytes on one line",
        ("predict",),
        "passed the limit of 1,048,576 bytes",
        before="print('x' * 30_000_000)",
    ),
    Attack(
        "prints without end in a function",
        ("predict",),
        "predict: 0 of 10|took longer",
        solutions={
            "predict": "def predict(w, b, X):\n"
            "    for _ in range(10**4): print('x' * 10**4)\n    return 7"
        },
    ),
    Attack(
        "a flood past Python's own streams",
        ("predict",),
        "predict: 0 of 10|ended its process|File",
        solutions={
            "predict": "import os\ndef predict(w, b, X):\n    for _ in range(50):\n"
            "        os.write(1, b'x' * 2**20)\n        os.write(2, b'x' * 2**20)\n    return 7"
        },
    ),
    Attack(
        "warnings without end",
        ("mean", "cubes"),
        "RuntimeWarning|AssertionError|0.0",
        on="asserts",
        before="import warnings\nwarnings.simplefilter('always')\n"
        "def flood():\n    for n in range(20_000):\n"
        "        warnings.warn('w' * 500 + str(n), RuntimeWarning)\n",
        solutions={
            "mean": "def mean(x):\n    flood()\n    return 0.0",
            "cubes": "def cubes(n):\n    flood()\n    return 0",
        },
    ),
    Attack(
        "ten thousand displays",
        ("predict",),
        "more outputs of this cell are not shown|passed the limit",
        before="from IPython.display import HTML, display\n"
        "for n in range(10_000): display(HTML(f'<b>{n}</b>'))",
    ),
    Attack(
        "figures without end",
        ("predict",),
        "predict: 0 of 10 points",
        before="import matplotlib.pyplot as plt\n"
        "for _ in range(40): plt.figure(figsize=(20, 20), dpi=100)",
    ),
    Attack(
        "an error message of ten megabytes",
        ("predict",),
        "ValueError",
        before="raise ValueError('m' * 10**7)",
    ),
    Attack(
        "a hundred thousand names",
        ("predict",),
        "predict: 0 of 10 points",
        before="globals().update({f'name_{n}': n for n in range(100_000)})",
    ),
    Attack(
        "a score printed by a function under test",
        ("cubes",),
        "0.0",
        on="asserts",
        solutions={
            "cubes": "import sys\ndef cubes(n):\n    print('4.0')\n"
            "    sys.stdout.write('4.0')\n    return 0"
        },
    ),
]
