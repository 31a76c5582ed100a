"""Judging a plain file: what counts as defined, what is lent, what may fail beside it."""

import contextlib
import json
import os
from subprocess import CompletedProcess

import pytest

from grader.exercises import ExerciseError
from grader.judge import LIMITS, as_data, judge_source, run, statements
from grader.places import ROOT
from grader.sandbox import Limits, Sandbox
from tests.course import run_module

WEEK1, WEEK2, WEEK3, WEEK4 = (
    "week1-broadcasting",
    "week2-logistic-regression",
    "week3-shallow-network",
    "week4-deep-network",
)
PLOTTING = ["matplotlib.pyplot"]  # the slowest of what a week's notebooks import
SIGMOID = "import numpy as np\n\n\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))\n"
PAIRS = """
def linear_activation_forward(A_prev, W, b, activation):
    Z, linear_cache = linear_forward(A_prev, W, b)
    if activation == "sigmoid":
        A, activation_cache = sigmoid(Z)
    else:
        A, activation_cache = relu(Z)
    return A, (linear_cache, activation_cache)


def linear_activation_backward(dA, cache, activation):
    linear_cache, activation_cache = cache
    back = {"relu": relu_backward, "sigmoid": sigmoid_backward}[activation]
    return linear_backward(back(dA, activation_cache), linear_cache)
"""


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    monkeypatch.setenv("COURSE_SECRET", "a secret for the tests")


@pytest.fixture(scope="module")
def box():
    with Sandbox(LIMITS, imports=PLOTTING) as opened:
        yield opened


@pytest.fixture(autouse=True)
def one_sandbox_for_all(monkeypatch, box):
    """Opening one takes longer than all that is tried in it."""

    def sandbox(limits: Limits, mode: str, files: object, imports: list[str]):
        if limits == LIMITS:
            return contextlib.nullcontext(box)
        return Sandbox(limits, mode, imports=PLOTTING)

    monkeypatch.setattr("grader.judge.Sandbox", sandbox)


def judged(source: str, assignment: str = WEEK2, limits: Limits = LIMITS) -> dict[str, float]:
    """The share of the points that each function gets."""
    reports, _ = judge_source(assignment, source, limits=limits)
    return {name: report.score / report.points for name, report in reports.items()}


def test_are_only_the_functions_of_the_file_judged():
    assert judged(SIGMOID) == {"sigmoid": 1.0}


def test_does_a_wrong_function_lose_points_and_get_its_hint():
    reports, _ = judge_source(WEEK2, SIGMOID.replace("-z", "z"))
    assert reports["sigmoid"].score < reports["sigmoid"].points
    assert reports["sigmoid"].mistake == "sign"


def test_is_what_the_file_does_not_define_lent_by_the_solution():
    assert judged("""
        def predict(w, b, X):
            return (sigmoid(w.T @ X + b) > 0.5) * 1.0
    """.replace("\n        ", "\n")) == {"predict": 1.0}  # fmt: skip


def test_are_the_functions_of_a_missing_helper_module_lent_in_week_4():
    start = "from dnn_utils import sigmoid, sigmoid_backward, relu, relu_backward\n"
    forms = judged(start + PAIRS, WEEK4)
    assert forms == {"linear_activation_forward": 1.0, "linear_activation_backward": 1.0}


def test_is_a_plain_activation_lent_where_no_cache_is_unpacked():
    assert judged("""
        def linear_activation_forward(A_prev, W, b, activation):
            Z, linear_cache = linear_forward(A_prev, W, b)
            return (sigmoid(Z) if activation == "sigmoid" else relu(Z)), (linear_cache, Z)
    """.replace("\n        ", "\n"), WEEK4) == {"linear_activation_forward": 1.0}  # fmt: skip


def test_does_a_statement_that_fails_take_no_other_along():
    source = "from lr_utils import load_dataset\nX = load_dataset()\nopen('no.h5')\n"
    source += SIGMOID + "print(sigmoid(X))\n"
    reports, notes = judge_source(WEEK2, source)
    assert reports["sigmoid"].score == reports["sigmoid"].points
    assert [note.rpartition(": ")[2] for note in notes] == [
        "ModuleNotFoundError", "NameError", "FileNotFoundError", "NameError",
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["import os; os._exit(3)", "raise SystemExit", "while True: pass"])
def test_does_a_statement_that_ends_or_never_ends_cost_no_function(end):
    source = f"{SIGMOID}{end}\ndef initialize_with_zeros(dim):\n    return np.zeros((dim, 1)), 0\n"
    forms = judged(source, limits=Limits(cell_seconds=2))
    assert forms == {"sigmoid": 1.0, "initialize_with_zeros": 1.0}


def test_does_a_function_that_hangs_cost_its_own_points_alone():
    source = SIGMOID + "def propagate(w, b, X, Y):\n    while True:\n        pass\n"
    source += "def optimize(w, b, X, Y, n, rate, print_cost):\n    return propagate(w, b, X, Y)\n"
    source += "def predict(w, b, X):\n    return sigmoid(w.T @ X + b) > 0.5\n"
    forms = judged(source, limits=Limits(cell_seconds=2))
    assert forms == {"sigmoid": 1.0, "propagate": 0.0, "optimize": 0.0, "predict": 1.0}


@pytest.mark.parametrize("name", ["normalizeRows", "normalize_rows", "NormalizeRows"])
def test_do_other_spellings_of_a_name_count(name):
    source = (
        f"import numpy as np\ndef {name}(x):\n    return x / np.linalg.norm(x, axis=1)[:, None]"
    )
    assert judged(source, WEEK1) == {"normalize_rows": 1.0}


def test_does_a_variable_with_nearly_the_name_of_a_function_hide_nothing():
    source = "def L1(yhat, y):\n    return abs(yhat - y).sum()\nl1 = 0.5\n"
    assert judged(source, WEEK1) == {"L1": 1.0}


MAGICS = """# coding: utf-8
%matplotlib inline
!pip install nothing
%%time
get_ipython().run_line_magic('load_ext', 'autoreload')
get_ipython().magic(u'matplotlib inline')
import numpy as np
?np.exp
def sigmoid(z):
    %timeit 1
    '''%s is no magic'''
    return 1 / (1 + np.exp(-z))
"""


def test_are_the_magics_of_an_exported_notebook_ignored():
    reports, notes = judge_source(WEEK2, MAGICS)
    assert reports["sigmoid"].score == reports["sigmoid"].points
    assert not notes


def test_is_a_cell_magic_that_holds_code_run():
    body = SIGMOID.replace("\n", "\\n")
    assert judged(f"get_ipython().run_cell_magic('time', '', '{body}')\n") == {"sigmoid": 1.0}


def test_do_statements_on_one_line_stay_together():
    assert statements('a = 1; b = """\n"""; c = 3\n@d\ndef f():\n    "\f"\n') == [
        'a = 1; b = """\n"""; c = 3\n',
        '@d\ndef f():\n    "\f"\n',
    ]


def test_do_windows_line_ends_and_form_feeds_do_no_harm():
    assert judged(SIGMOID.replace("\n", "\r\n").replace("def", "\fdef")) == {"sigmoid": 1.0}


CONVENTIONS = {
    "a named tuple and a dictionary of collections": (WEEK1, """
from collections import OrderedDict, namedtuple
def graph_forward(a, b, c):
    return namedtuple("steps", "u v J")(b * c, a + b * c, 3 * (a + b * c))
def graph_backward(a, b, c):
    return OrderedDict(da=3, db=3 * c, dc=3 * b, du=3, dv=3)
"""),
    "logsumexp": (WEEK1, """
import numpy as np
from scipy.special import logsumexp
def softmax(x):
    return np.exp(x - logsumexp(x, axis=1, keepdims=True))
"""),
    "an array for a tuple of sizes": (WEEK3, """
import numpy as np
def layer_sizes(X, Y):
    return np.array([X.shape[0], 4, Y.shape[0]])
"""),
    "a third parameter that does no work": (WEEK3, """
import numpy as np
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = float(np.squeeze(-np.sum(logprobs) / m))
    assert isinstance(cost, float)
    return cost
"""),
}  # fmt: skip


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_does_a_convention_in_real_use_lose_nothing(convention):
    assignment, source = CONVENTIONS[convention]
    assert set(judged(source, assignment).values()) == {1.0}


WRONG = {
    "softmax shifted by the smallest": (WEEK1, """
import numpy as np
def softmax(x):
    e = np.exp(x - x.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
"""),
    "softmax shifted by the first": (WEEK1, """
import numpy as np
def softmax(x):
    e = np.exp(x - x[:, :1])
    return e / e.sum(axis=1, keepdims=True)
"""),
    "another default rate": (WEEK3, """
def update_parameters(parameters, grads, learning_rate=0.12):
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}
"""),
    "one column of weights again and again": (WEEK3, """
import numpy as np
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.repeat(np.random.randn(n_h, 1), n_x, axis=1) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "b1": np.zeros((n_h, 1)), "W2": W2, "b2": np.zeros((n_y, 1))}
"""),
    "a loop over the slopes": (WEEK3, """
import numpy as np
def relu_derivative(z):
    return np.array([1.0 if v >= 0 else 0.0 for v in z.ravel().tolist()]).reshape(z.shape)
"""),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_does_a_subtle_fault_lose_points(fault):
    assignment, source = WRONG[fault]
    assert max(judged(source, assignment).values()) < 1


def test_is_the_data_complete_and_fit_for_json():
    reports, notes = judge_source(WEEK2, SIGMOID)
    data = json.loads(json.dumps(as_data(WEEK2, reports, notes)))
    assert (data["assignment"], data["score"], data["points"]) == (WEEK2, 10, 10)
    assert data["notes"] == []
    report = data["functions"]["sigmoid"]
    assert report["score"] == report["points"] == 10
    assert {"label", "credit", "points", "words"} <= set(report["rows"][0])


@pytest.mark.parametrize(
    "source", ["def f(:\n", "x = 1\n", "", "\0", "x = " + "(" * 5000 + ")" * 5000]
)
def test_is_a_file_that_cannot_be_judged_one_sentence(source):
    with pytest.raises(ExerciseError) as caught:
        judge_source(WEEK2, source)
    assert "\n" not in str(caught.value)


def judge(*arguments: str) -> CompletedProcess[str]:
    return run_module("grader", "judge", *arguments, cwd=ROOT, environment=os.environ)


@pytest.mark.parametrize(
    ("assignment", "content", "said"),
    [
        (WEEK2, b"no Python at all", "not valid Python"),
        (WEEK2, b"\xff\xfe\x00", "cannot be read"),
        (WEEK2, None, "cannot be read"),
        ("week-99", b"x = 1", "there is no assignment week-99"),
        (WEEK2, b"x = 1", "defines none of: sigmoid"),
    ],
)
def test_does_the_command_say_in_one_line_what_is_wrong(tmp_path, assignment, content, said):
    file = tmp_path / "solution.py"
    if content is not None:
        file.write_bytes(content)
    done = judge(assignment, str(file))
    assert done.returncode == 1 and not done.stdout
    assert said in done.stderr and done.stderr.count("\n") == 1


def test_does_the_command_print_tables_or_data(tmp_path):
    file = tmp_path / "solution.py"
    file.write_bytes("# coding: latin-1\n# caf\xe9\n".encode("latin-1") + SIGMOID.encode())
    shown = judge(WEEK2, str(file))
    assert shown.returncode == 0 and shown.stdout.endswith("total: 10 of 10 points\n")
    assert json.loads(judge(WEEK2, str(file), "--json").stdout)["score"] == 10


def as_notebook(*cells: tuple[str, dict]) -> bytes:
    made = [
        {"cell_type": "code", "source": source, "metadata": {"nbgrader": info}, "outputs": []}
        for source, info in cells
    ]
    made.append({"cell_type": "markdown", "source": "def sigmoid(z): no code", "metadata": {}})
    return json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5}).encode()


def test_is_a_notebook_judged_by_what_its_cells_define(tmp_path, capsys):
    file = tmp_path / "mine (1).ipynb"
    own, test = {"grade_id": "a", "solution": True}, {"grade_id": "b", "grade": True}
    file.write_bytes(
        as_notebook(
            ("%matplotlib inline\nimport numpy as np\nprint(undefined)", {}),
            ("def broken(:", {}),
            (SIGMOID, own),
            ("def sigmoid(z):\n    return 7", test),
            ("check(sigmoid)", {}),
        )
    )
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    assert run(WEEK2, file, True, "auto", summary) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["functions"]) == ["sigmoid"] and found["score"] == found["points"] > 0
    (note,) = found["notes"]
    assert "def broken(:" in note and "not valid Python" in note
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n<h2>week2-logistic-regression") and "def broken(:" in text


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"<html>", b"{}"])
def test_is_a_damaged_notebook_said_in_a_sentence(tmp_path, data):
    file = tmp_path / "mine.ipynb"
    file.write_bytes(data)
    with pytest.raises(ExerciseError, match="could not be graded"):
        run(WEEK2, file, False, "auto")
