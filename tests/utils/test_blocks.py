"""Does the second notebook get what the first one has, as its author left it?"""

import subprocess
import sys

from grader.places import ROOT

FIRST = """
import math
import numpy as np
from utils.blocks import save_blocks
FACTOR = 3
def twice(x):
    return 2 * x
def unused(x):
    return x
def one(x):
    return twice(x) * FACTOR + np.ones(1)[0]
def two(values):
    return [math.floor(one(value)) for value in values]
save_blocks(one, two)
"""
SECOND = """
from utils.blocks import take_over
take_over()
"""


def run(folder, name, text):
    """What a notebook's code prints, run as a file of its own."""
    (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, name], cwd=folder, capture_output=True, text=True, timeout=60,
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_functions_go_along_with_helpers_imports_and_constants(tmp_path):
    said = run(tmp_path, "first.py", FIRST)
    assert said == "blocks.py holds your 2 functions, with 1 more that they use.\n"
    assert "unused" not in (tmp_path / "blocks.py").read_text()
    assert run(tmp_path, "second.py", SECOND + "print(two([1, 2]))") == "[7, 13]\n"


def test_what_is_mended_is_taken_over_anew(tmp_path):
    run(tmp_path, "first.py", FIRST)
    run(tmp_path, "first.py", FIRST.replace("2 * x", "20 * x"))
    assert run(tmp_path, "second.py", SECOND + "print(two([1]))") == "[61]\n"


def test_without_the_file_it_says_what_writes_it(tmp_path):
    assert "last code cell of the first notebook" in run(tmp_path, "second.py", SECOND)


def test_a_file_that_cannot_run_is_told_without_a_traceback(tmp_path):
    (tmp_path / "blocks.py").write_text("def f(:\n", encoding="utf-8")
    said = run(tmp_path, "second.py", SECOND)
    assert "cannot be taken over: SyntaxError" in said and "Traceback" not in said


def test_only_a_notebook_takes_over(tmp_path):
    run(tmp_path, "first.py", FIRST)
    other = "import types\nm = types.ModuleType('m')\nexec(open('second.py').read(), m.__dict__)\n"
    (tmp_path / "second.py").write_text(SECOND, encoding="utf-8")
    assert run(tmp_path, "third.py", other + "print(hasattr(m, 'one'))") == "False\n"
