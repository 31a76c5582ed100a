"""Does a notebook get a kernel of its own, though it is forked from a process that others share?"""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from grader.places import ROOT

NBVAL = [
    sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "tests.warm_kernels",
    "--nbval", "--nbval-current-env", "-rN",  # under CI the summary would say it all twice
]  # fmt: skip
CELLS = {
    "'left' in globals(), 'LEFT' in os.environ, os.getcwd() == FOLDER": "(False, False, True)",
    "left = os.environ['LEFT'] = 'here'; os.chdir('/'); left": "'here'",
    "_ = drawn.write(f'{np.random.rand()}\\n'), drawn.close()": None,
    "matplotlib.get_backend()": "'module://matplotlib_inline.backend_inline'",
    "1 + 1": "3",
}


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    """Two notebooks that look for what the other has left; the last of their outputs is wrong."""
    first = "import os, matplotlib, numpy as np; drawn = open('drawn', 'a')"
    cells = [new_code_cell(first, execution_count=1)]
    for source, value in CELLS.items():
        source = source.replace("FOLDER", repr(str(tmp_path)))
        cell = new_code_cell(source, execution_count=1)
        if value:
            data = {"text/plain": value}
            cell.outputs.append(new_output("execute_result", data, execution_count=1))
        cells.append(cell)
    for name in ("one.ipynb", "other.ipynb"):
        nbformat.write(new_notebook(cells=cells), tmp_path / name)
    return tmp_path


def test_kernels_share_nothing_and_a_wrong_output_is_found(notebooks: Path):
    done = subprocess.run([*NBVAL, notebooks], cwd=ROOT, capture_output=True, text=True)
    assert "2 failed, 10 passed" in done.stdout, done.stdout + done.stderr
    assert done.stdout.count("Cell 5: Cell outputs differ") == 2
    one, other = (notebooks / "drawn").read_text().split()
    assert one != other
