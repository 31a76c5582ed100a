"""A notebook runs as it did for its author, or it is said why not: from the files to the points."""

import copy
import json
from types import SimpleNamespace
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.pipeline import task
from grader.pipeline.prepare import Prepared
from grader.sandbox import Limits, Sandbox
from tests.grader.intake.handed_in import make_release
from tests.grader.pipeline.tiny import DOUBLE, HALVES, TEST_DOUBLE, TEST_HALVES, cell

IMPORTS = "import math\nimport numpy as np"
LOAD = "data = np.arange(6)\nlabels = data % 2\nprint(data.shape)"


def course() -> nbformat.NotebookNode:
    load = new_code_cell(LOAD, id="load", metadata={"tags": ["skip-execution"]})
    look = new_code_cell("print(len(labels))", id="eec7dbe9", metadata=load.metadata)
    return new_notebook(
        cells=[
            new_code_cell(IMPORTS, id="imports"),
            load,
            cell("double", DOUBLE, "solution"),
            cell("test-double", TEST_DOUBLE, "test", 2),
            look,
            cell("halves", HALVES, "solution"),
            cell("test-halves", TEST_HALVES, "test", 3),
            cell("why", "Because.", "both", 4, new_markdown_cell),
        ],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )


SOURCE = course()
RELEASE = make_release(SOURCE)
PREPARED = Prepared(
    {"tiny": SOURCE}, {"tiny": RELEASE}, {"tiny": {}}, {"tiny": frozenset({"double", "halves"})},
    (), None,
)  # fmt: skip
RIGHT = {
    "double": "def double(x):\n    return 2 * x",
    "halves": "def halves(xs):\n    return [x / 2 for x in xs]",
    "why": "Because it is so.",
}


@pytest.fixture(scope="module")
def box(tmp_path_factory):
    """A sandbox with a package and data of the course's beside the notebook."""
    files = tmp_path_factory.mktemp("course")
    (files / "datasets").mkdir()
    (files / "datasets" / "numbers.txt").write_text("1 2 3")
    with Sandbox(Limits(cell_seconds=10, grace_seconds=0.5), files=files) as opened:
        yield opened


def answered(**sources: str) -> nbformat.NotebookNode:
    book = copy.deepcopy(RELEASE)
    for one in book.cells:
        one.source = {**RIGHT, **sources}.get(one.id.replace("-", "_"), one.source)
    return book


def put(book, before: str, source: str, make=new_code_cell) -> nbformat.NotebookNode:
    place = next(i for i, one in enumerate(book.cells) if one.id == before)
    book.cells.insert(place, make(source))
    return book


def graded(monkeypatch, box, book, files=(), name="tiny.ipynb") -> SimpleNamespace:
    monkeypatch.setattr(task, "prepare", lambda bundle: PREPARED)
    handed_in = {name: json.dumps(book).encode(), **dict(files)}
    bundle: Any = SimpleNamespace(limits=Limits(), python_files=False)
    result = task.grade_submission(bundle, handed_in, box)
    shown = nbformat.reads(result.notebooks["tiny"], as_version=4)
    return SimpleNamespace(
        status=result.status,
        notes=result.notes,
        scores={grade.cell: grade.score for grade in result.grades},
        cells={one.id: one for one in shown.cells},
        text=result.notebooks["tiny"],
    )


@pytest.fixture
def hand_in(monkeypatch, box):
    return lambda *args, **more: graded(monkeypatch, box, *args, **more)


FULL = {"test-double": 2, "test-halves": 3, "why": None}


def test_an_ordinary_notebook(hand_in):
    found = hand_in(answered())
    assert (found.scores, found.notes) == (FULL, ())


SKIPPED = {
    "import in an edited cell": answered(
        load=f"from math import e\n{LOAD}", double="def double(x):\n    return x * 2 * e / e"
    ),
    "own cell looks at the data": put(
        answered(double="def double(x):\n    return power(x)"),
        "double",
        "print(data.shape)\ndef power(x):\n    return 2 * x",
    ),
    "a function uses what it loads": answered(
        double="def double(x):\n    return x * labels[1] * 2"
    ),
    "what it loads came with its import": answered(
        double="def double(x):\n    return x * 2 * len(labels) // 6"
    ),
}


@pytest.mark.parametrize("kind", SKIPPED)
def test_a_cell_that_need_not_run_does_when_something_depends_on_it(hand_in, kind):
    found = hand_in(SKIPPED[kind])
    assert found.scores == FULL
    assert found.cells["load"].outputs[0].text == "(6,)\n"


def test_outputs_of_a_cell_that_did_not_run_stay_as_they_were(hand_in):
    book = answered()
    for one in book.cells:
        if one.id == "eec7dbe9":
            one.outputs = [
                new_output("stream", text="as I saw it \ud800"),
                new_output("display_data", {"text/html": "<script>alert(1)</script><b>bold</b>"}),
            ]
    found = hand_in(json.loads(json.dumps(book)))
    text = json.dumps(found.cells["eec7dbe9"].outputs)
    assert "as I saw it" in text and "was not run again" in text and "<script" not in text
    assert found.scores == FULL and found.cells["load"].outputs == []


@pytest.mark.parametrize(
    "outputs", [3, "x", [3], [[]], [{"output_type": 3}], [{"output_type": "stream", "text": {}}],
                {"a": 1}, [{"output_type": "display_data", "data": {"text/plain": [1, {}]}}]]
)  # fmt: skip
def test_outputs_that_are_none_harm_nobody(hand_in, outputs):
    book = json.loads(json.dumps(answered()))
    for one in book["cells"]:
        if one["cell_type"] == "code":
            one["outputs"] = outputs
    assert hand_in(book).scores == FULL


def test_an_edited_cells_outputs_are_those_of_its_run(hand_in):
    book = answered(load="print('mine')")
    next(one for one in book.cells if one.id == "load").outputs = [
        new_output("stream", text="forged")
    ]
    assert "forged" not in hand_in(book).text


def test_a_graded_cell_is_never_skipped(hand_in, monkeypatch):
    source = copy.deepcopy(SOURCE)
    for one in source.cells:
        one.metadata.tags = ["skip-execution"]
    release = make_release(source)
    monkeypatch.setitem(PREPARED.sources, "tiny", source)
    monkeypatch.setitem(PREPARED.releases, "tiny", release)
    found = hand_in(answered(double="def double(x):\n    return 7"))
    assert (found.scores["test-double"], found.scores["test-halves"]) == (0, 3)


ADDED = {
    "colab": "from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/x\n",
    "widget": "%matplotlib widget\n",
    "a failing line": "1 / 0\n",
    "a typo": "imprt math\n",
    "an exit": "import os\nos._exit(0)\n",
    "a question": "name = input('Name? ')\n",
}


@pytest.mark.parametrize("kind", ADDED)
def test_what_a_student_adds_to_a_cell_of_the_courses_does_not_cost_its_lines(hand_in, kind):
    book = answered(
        imports=ADDED[kind] + IMPORTS, double="def double(x):\n    return int(np.add(x, x))"
    )
    found = hand_in(book)
    assert found.scores == FULL
    (note,) = found.notes
    assert "“imports” failed as you had edited it" in note


def test_the_first_cause_is_named_where_it_shows(hand_in):
    book = answered(double="def double(x):\n    return mine(x)")
    put(book, "double", "import numpy as np\n1 / 0\ndef mine(x):\n    return 2 * x")
    found = hand_in(book)
    assert found.scores["test-double"] == 0
    told = found.cells["test-double"].outputs[-1].evalue
    assert "“import numpy as np” should define it" in told and "ZeroDivisionError" in told
    assert "student-1" not in json.dumps(
        [o for c in found.cells.values() for o in c.get("outputs", [])]
    )


@pytest.mark.parametrize("folder", ["work", "week 2/mine", "datasets", "a/b/c"])
def test_cells_run_in_the_notebooks_own_folder(hand_in, folder):
    files = {
        f"{folder}/lib/helpers.py": b"def twice(x):\n    return 2 * x",
        f"{folder}/mine.txt": b"mine",
        "above.txt": b"above",
    }
    up = "/".join([".."] * (folder.count("/") + 1))
    source = (
        "from lib.helpers import twice\n"
        "assert open('mine.txt').read() == 'mine'\n"
        f"assert open({up!r} + '/above.txt').read() == 'above'\n"
        "def double(x):\n    return twice(x)"
    )
    if folder != "datasets":
        source = "assert open('datasets/numbers.txt').read() == '1 2 3'\n" + source
    found = hand_in(answered(double=source), files.items(), name=f"{folder}/tiny.ipynb")
    assert found.scores == FULL, found.cells["double"].outputs


def test_a_file_of_the_courses_stays_the_courses(hand_in):
    source = "assert open('datasets/numbers.txt').read() == '1 2 3'\n" + RIGHT["double"]
    found = hand_in(answered(double=source), {"datasets/numbers.txt": b"9"}.items())
    assert found.scores == FULL


def test_syntax_of_a_later_python_is_for_a_person(hand_in):
    found = hand_in(answered(double="type Number = int\n" + RIGHT["double"]))
    if found.scores == FULL:
        pytest.skip("this Python reads it")
    assert found.scores == {**FULL, "test-double": None}
    assert "is graded with Python 3." in found.notes[0]


def test_an_answer_in_the_test_cell_counts(hand_in):
    book = answered(double=next(c.source for c in RELEASE.cells if c.id == "double"))
    test = next(one for one in book.cells if one.id == "test-double")
    test.source = RIGHT["double"] + "\n" + test.source
    assert hand_in(book).scores == FULL


def test_nobody_earns_points_by_a_test_of_their_own(hand_in):
    book = answered(double="def double(x):\n    return 7")
    test = next(one for one in book.cells if one.id == "test-double")
    test.source = "def double(x):\n    return 2 * x\n2"
    assert hand_in(book).scores["test-double"] == 0


@pytest.mark.parametrize("body", ["input()", "breakpoint()", "import pdb; pdb.set_trace()"])
def test_a_question_to_the_keyboard_is_answered_in_words(hand_in, body):
    found = hand_in(answered(double=f"def double(x):\n    {body}\n    return 2 * x"))
    assert found.scores["test-double"] == 0
    assert "cannot be used in a graded notebook" in found.text


WORDS = ["plain data", "stand-in", "sandbox", "eec7dbe9", "CannotCross", "SessionDied", "Opaque"]
ODD = {
    "a figure": "import matplotlib.pyplot as plt\ndef double(x):\n    return plt.figure()",
    "a part": "def double(x):\n    return {'a': object()}['a']",
    "an end": "import os\ndef double(x):\n    os._exit(1)",
    "the shell": "print(get_ipython())\ndef double(x):\n    return get_ipython()",
    "an error": "def double(x):\n    return x[0]",
    "a generator": "def double(x):\n    yield x",
    "a module": "import math\ndouble = math",
    "a class": "class double:\n    pass",
}


@pytest.mark.parametrize("kind", ODD)
def test_no_word_of_the_machinery_reaches_a_student(hand_in, kind):
    book = answered(double=ODD[kind])
    put(book, "eec7dbe9", "1 / 0")
    next(one for one in book.cells if one.id == "eec7dbe9").source = "labels = nothing"
    found = hand_in(book)
    outputs = json.dumps([one.get("outputs", []) for one in found.cells.values()])
    said = outputs + " ".join(found.notes)
    assert not [word for word in WORDS if word in said]
