"""Is what is missing said in one sentence, and said again by every check?"""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.places import ROOT
from utils import needs

HIDE = """
import sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {hidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

sys.meta_path.insert(0, Hidden())
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name in {hidden!r} else found(name, *more)
"""


def run(hidden: set[str], code: str) -> str:
    """What some code prints where packages are missing."""
    text = HIDE.format(hidden=hidden) + code
    done = subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("hidden", "named"),
    [({"numpy"}, "%pip install numpy "), ({"PIL", "sklearn"}, "%pip install pillow scikit-learn ")],
)
def test_what_is_missing_is_said_first_and_by_every_check(hidden, named):
    code = "from utils import check, check_quiz, progress, ready\nready()\n"
    said = run(hidden, code + "check(print)\ncheck_quiz({})\nprogress()")
    assert said.count(named) == 4 and len(said.splitlines()) == 4


def test_nothing_is_said_where_all_is_there(capsys):
    needs.ready()
    assert capsys.readouterr().out == "" and needs.missing() == []


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(needs, "OLDEST", (99, 0))
    assert "newer" in needs.what_to_do()


def test_after_installing_a_restart_is_asked_for(capsys):
    needs.not_ready()
    assert "restart the kernel" in capsys.readouterr().out


def test_what_utils_imports_is_in_the_list():
    texts = [path.read_text(encoding="utf-8") for path in Path(ROOT, "utils").rglob("*.py")]
    imports = {line.split()[1].partition(".")[0] for text in texts for line in text.splitlines()
               if line.startswith(("import ", "from ")) and len(line.split()) > 1}  # fmt: skip
    others = imports - sys.stdlib_module_names - {"utils"}
    assert others <= needs.NEEDED.keys() and len(others) > 3
