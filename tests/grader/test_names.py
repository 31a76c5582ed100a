"""Does a cell run that another may depend on, and only such a one?"""

import time

import pytest

from grader.names import bound_by_text, names_in, needed, targets

LOAD = "train, labels = load()\nprint(train.shape)"
TRAIN = "result = model(train, labels)"
LATE = "from math import e"


def places(*cells: str) -> set[int]:
    """Which cells have to run; those that begin with a question mark need not by themselves."""
    return needed([(cell.removeprefix("?"), not cell.startswith("?")) for cell in cells])


@pytest.mark.parametrize(
    "user",
    [
        "print(train.shape)",
        "def f():\n    return train",
        "class C:\n    x = train",
        "g = lambda: train",
        "[t for t in train]",
        "f(lambda: [train])",
        "train += 1",
        "%timeit train",
        "!echo {train}",
        "x = globals()['train']",
        "eval('train')",
        "import __main__\n__main__.train",
        "@train\ndef f(): pass",
        "def f(x=train): pass",
        "f'{train}'",
        "for train in train: pass",
    ],
)
def test_a_cell_runs_when_what_it_defines_is_used(user):
    assert places(f"?{LOAD}", user) == {0}


@pytest.mark.parametrize(
    "stranger",
    [
        "x = 1",
        "def f(train):\n    return train",
        "def f():\n    train = 1\n    return train",
        "train = 2\nprint(train)",
        "[train for train in range(3)]",
        "x.train",
        "'train'",
        "# train",
    ],
)
def test_a_cell_need_not_run_when_nothing_uses_it(stranger):
    assert places(f"?{LOAD}", stranger) == set()


def test_what_a_needed_cell_depends_on_runs_too():
    assert places(f"?{LOAD}", f"?{TRAIN}", "?other = 1", "print(result)") == {0, 1}


def test_an_import_counts_as_a_definition():
    assert places(f"?{LATE}", "def sigmoid(z):\n    return 1 / (1 + e**-z)") == {0}


def test_a_name_that_has_its_value_again_does_not_count():
    assert places("?X = load()", "X = 1", "print(X)") == set()
    assert places("X = 1", "?X = load()", "print(X)") == {1}
    assert places("print(X)", "?X = load()") == set()
    assert places("def f():\n    return X", "?X = load()") == {1}  # whenever it is called


@pytest.mark.parametrize(
    "change",
    ["?xs.append(1)", "?xs[0] = 1", "?xs.n = 1", "?xs += [1]", "?del xs[0]", "?fill(xs)",
     "?xs[0].sort()"],
)  # fmt: skip
def test_a_change_in_place_counts(change):
    assert places("xs = [0]", change, "def f():\n    return xs") == {1}
    assert places("xs = [0]", change, "def f():\n    return 1") == set()


@pytest.mark.parametrize(
    "unsure",
    ["?exec('x = 1')", "?globals()['x'] = 1", "?%run other.py", "?from numpy import *",
     "?open('data.txt', 'w')", "?np.save('w.npy', w)", "?sys.path.append('lib')", "?x = = 1",
     "?os.environ['A'] = '1'", "?%cd lib", "?%load_ext autoreload"],
)  # fmt: skip
def test_a_cell_that_names_do_not_explain_runs(unsure):
    assert places(unsure, "y = 1") == {0}


@pytest.mark.parametrize(
    "sure",
    ["?plt.plot(xs)\nplt.show()", "?print(xs)", "?'x' in globals()", "?%matplotlib inline",
     "?show_pictures(xs)", "?np.round(xs)"],
)  # fmt: skip
def test_a_cell_that_only_shows_something_need_not_run(sure):
    assert places("import numpy as np\nxs = [1]", sure, "def f():\n    return xs, np") == set()


def test_a_function_that_changes_something_global_is_followed():
    cache = "memo = {}\ndef f(x):\n    memo[x] = 1\n    return len(memo)"
    count = "n = 0\ndef f(x):\n    global n\n    n += 1\n    return n"
    for source in (cache, count):
        assert places(source, "?f(3)") == {1}
    assert places("def f(x):\n    memo = {}\n    memo[x] = 1", "?f(3)") == set()


def test_random_numbers_count_where_others_use_them():
    assert places("?np.random.seed(1)", "x = np.random.randn(2)") == {0}
    assert places("?np.random.seed(1)", "x = np.ones(2)") == set()


def test_names_of_a_cell_with_an_error_of_syntax_are_still_found():
    source = "import numpy as np\nfrom lib import a, b as c\nx = 1\ndef f(:\n    y = 2\n"
    assert {"np", "a", "c", "x", "f"} <= bound_by_text(source) and "y" not in bound_by_text(source)
    assert names_in(source).unsure


def test_targets_are_code():
    import ast

    found = [targets(one) for one in ast.parse("quiz['q1'] = 'a'\na, b = 1, 2\nimport x.y").body]
    assert found == [{"quiz['q1']"}, {"a", "b"}, {"x"}]


def test_time_grows_no_faster_than_the_cells():
    def seconds(count: int) -> float:
        cells = [(f"def f{n}():\n    f{n - 1}()\n    m[{n}] = 1", n % 5 > 0) for n in range(count)]
        for source, _ in cells:
            names_in(source)
        start = time.process_time()
        needed(cells)
        return time.process_time() - start

    seconds(50)
    assert seconds(800) < 20 * max(seconds(200), 0.005)
