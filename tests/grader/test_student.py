"""Is a released folder told whole: how to begin, where its lessons are, what to do when alone?"""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from grader.places import ROOT
from grader.student import added_cells, badges, requirements, start_here, write_start, zip_address
from grader.weeks import weeks
from utils import outline
from utils.needs import NEEDED

WEEKS = [week for week in weeks() if week.assignment]
NAME = "week2-logistic-regression"
GITHUB = "https://github.com/OWNER/NAME"


@pytest.mark.parametrize("week", WEEKS, ids=lambda week: week.assignment)
def test_a_folder_has_all_that_it_names(week):
    folder = ROOT / "release" / week.assignment
    told = outline.load(folder)
    assert told is not None and [book.name for book in told.books] == [
        path.stem for path in sorted(folder.glob("*.ipynb"))
    ]
    assert all((folder / place.partition("#")[0]).is_file() for place in told.see.values())
    assert (folder / "lessons" / "utils" / "__init__.py").is_file()
    assert (folder / "requirements.txt").read_text(encoding="utf-8") == requirements()


def test_the_requirements_allow_what_is_newer():
    lines = [line for line in requirements().splitlines() if not line.startswith("#")]
    assert len(lines) > len(NEEDED) and all(">=" in line and "<" not in line for line in lines)


def test_binder_and_a_devcontainer_find_what_they_need():
    """Binder: the packages of a released folder, and a Python. A devcontainer: START-HERE."""
    binder = ROOT / ".binder"
    assert (binder / "requirements.txt").read_text(encoding="utf-8") == requirements()
    named, number = (binder / "runtime.txt").read_text(encoding="utf-8").split("-")
    oldest, newest = (3, 11), (3, 13)
    assert named == "python" and oldest <= tuple(map(int, number.split("."))) <= newest
    text = (ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert "/python:3.1" in told["image"] and told["postCreateCommand"] == "make setup"
    assert all(
        (ROOT / path).is_file() for path in told["customizations"]["codespaces"]["openFiles"]
    )
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in (told["postCreateCommand"], told["postAttachCommand"]):
        assert f"\n{command.split()[1]}: " in makefile


def test_start_here_is_as_it_is_made_and_links_all_weeks():
    kept = nbformat.read(ROOT / "release" / "START-HERE.ipynb", 4)
    made = start_here(WEEKS)
    assert [cell.source for cell in kept.cells] == [cell.source for cell in made.cells]
    text = "\n".join(cell.source for cell in kept.cells)
    for week in WEEKS:
        for one in (*week.lessons, *week.notebooks):
            assert f"/{one.name}.ipynb) · {one.minutes} min" in text


def test_start_here_is_about_the_weeks_that_are_released(tmp_path):
    write_start(tmp_path)
    assert not list(tmp_path.iterdir())
    (tmp_path / NAME).mkdir()
    write_start(tmp_path)
    text = (tmp_path / "START-HERE.ipynb").read_text(encoding="utf-8")
    assert "## Week 2" in text and "## Week 1" not in text


def test_one_address_gives_zips_and_badges():
    assert zip_address("a", "") == "" and badges("a", "b", "") == ""
    assert zip_address("a", f"{GITHUB}/") == f"{GITHUB}/releases/latest/download/a.zip"
    assert zip_address("a", "https://example.org/x") == "https://example.org/x/a.zip"
    assert badges("a", "b", "https://example.org/x") == ""
    assert "github/OWNER/NAME/blob/main/release/a/b.ipynb" in badges("a", "b", GITHUB)
    assert "gh/OWNER/NAME/main?labpath=release/a/b.ipynb" in badges("a", "b", GITHUB)
    cells, _ = added_cells("a", "b", GITHUB)
    assert [cell.id for cell in cells] == ["badges", "begin-here"]


def run_first_cell(folder, address, more="check(1)"):
    """What the first cell prints where the notebook came alone, as Jupyter would run it."""
    first = added_cells(NAME, NAME, address)[0][-1].source
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    hide = (  # a course that is on this Python's path
        "import sys, pathlib\n"
        "sys.path = [p for p in sys.path if not pathlib.Path(p, 'nbgrader_config.py').exists()]"
    )
    (folder / "cell.py").write_text(f"{hide}\n{first}\n{more}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "cell.py"], cwd=folder, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("address", ["", "file:///nowhere"])
def test_a_notebook_alone_says_what_is_missing_now_and_later(tmp_path, address):
    said = run_first_cell(tmp_path, address)
    assert said.count("Open it in the week's whole folder") == 2


def test_a_notebook_alone_fetches_its_folder_and_keeps_what_is_there(tmp_path):
    shutil.make_archive(str(tmp_path / NAME), "zip", ROOT / "release", NAME)
    place = tmp_path / "alone"
    place.mkdir()
    (place / f"{NAME}.ipynb").write_text("my work", encoding="utf-8")
    said = run_first_cell(place, tmp_path.as_uri(), "def other(x):\n    pass\ncheck(other)")
    assert said.startswith("other is not one of this assignment's functions")
    assert (place / f"{NAME}.ipynb").read_text(encoding="utf-8") == "my work"
    assert (place / "lessons").is_dir() and (place / "datasets" / "cats.h5").is_file()
