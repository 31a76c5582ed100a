"""The engine installed on its own: does it serve a plain nbgrader course somewhere else?

Installed with pip, without a network, into a folder; the course knows two lines about it.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from packaging.requirements import Requirement
from traitlets.config.loader import PyFileConfigLoader

from grader.places import ROOT
from tests.course import once
from tests.grader.pipeline import tiny
from tests.test_requirements import CHOSEN, OWN, imported, packages_distributions, plain

CONFIG = "from grader.engine import configure\nconfigure(get_config())\n"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def install(folder: Path) -> None:
    """pip's installation of a copy of what is needed for it, so that nothing is built in here."""
    copy = folder / "copy"
    for name in ("grader", "utils"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-build-isolation"]
    command += ["--no-index", "--quiet", "--target", str(folder / "installed"), str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(copy)


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    return once(tmp_path_factory, "installed-engine", install) / "installed"


def test_all_of_the_engine_is_installed_and_nothing_else(installed):
    for name in ("grader", "utils"):
        here = {str(path.relative_to(ROOT)) for path in (ROOT / name).rglob("*.py")}
        assert here <= {str(path.relative_to(installed)) for path in installed.rglob("*.py")}
    assert (installed / "grader" / "authoring" / "template_exercises.txt").is_file()
    assert (installed / "utils" / "moving" / "kit.js").is_file()
    assert (installed / "utils" / "pictures.json").is_file()
    assert {path.name for path in installed.iterdir() if path.suffix != ".dist-info"} <= {
        "grader", "utils", "__pycache__", "bin",
    }  # fmt: skip


def test_a_plain_course_elsewhere_is_graded_by_it(installed, tmp_path):
    course = tmp_path / "course"
    folder = course / "source" / tiny.NAME
    folder.mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(CONFIG)
    nbformat.write(tiny.source(), folder / f"{tiny.NAME}.ipynb")
    told = {k: v for k, v in os.environ.items() if not k.startswith(("COURSE_", "EXCHANGE_"))}
    told |= {"PYTHONPATH": str(installed), "OPENBLAS_NUM_THREADS": "1"}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, cwd=course, env=told, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run("nbgrader", "generate_assignment", tiny.NAME)
    tiny.hand_in(course, "student-01")
    tiny.hand_in(course, "student-02", tiny.RIGHT | {"double": "return x + 2"})
    tiny.hand_in(course, "student-03", tiny.RIGHT | {"double": "while True: pass"})
    said = run(
        "nbgrader", "autograde", tiny.NAME, "--SandboxedAutograde.cell_seconds=1",
        "--SandboxedAutograde.jobs=1",
    )  # fmt: skip
    assert "3 graded" in said
    run("nbgrader", "generate_feedback", tiny.NAME, "--student=student-02")
    (page,) = (course / "feedback").rglob("*.html")
    text = BeautifulSoup(page.read_text(), "html.parser").get_text()
    assert "double(2) == 4" in text and "-6" not in text
    run("nbgrader", "export")
    rows = (course / "grades.csv").read_text()
    assert [rows.count(f"student-0{n}") for n in (1, 2, 3)] == [1, 1, 1]
    with tiny.Gradebook(f"sqlite:///{course / 'gradebook.db'}", "") as book:
        found = {one.student_id: one.score for one in book.assignment_submissions(tiny.NAME)}
    assert found == {"student-01": 5.0, "student-02": 3.0, "student-03": 3.0}
    assert not any(path.suffix == ".db" for path in installed.rglob("*"))


def test_it_says_what_the_projects_own_configuration_says(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    (tmp_path / "two_lines.py").write_text(CONFIG)
    path = os.environ["PATH"]
    short = PyFileConfigLoader("two_lines.py", path=str(tmp_path)).load_config()
    long = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    monkeypatch.setenv("PATH", path)
    assert len(short) >= 3
    for section, settings in short.items():
        for name, value in settings.items():
            assert long[section][name] == value, (section, name)


def test_the_dependencies_are_what_it_imports():
    sources = [path for name in ("grader", "utils") for path in (ROOT / name).rglob("*.py")]
    modules = {n.partition(".")[0] for p in sources for n in imported(p.read_text("utf-8"))}
    packages = packages_distributions()
    others = modules - OWN - set(sys.stdlib_module_names)
    wanted = {plain(name) for module in others for name in packages[module]}
    asked = {plain(Requirement(text).name) for text in PROJECT["dependencies"]}
    extra = PROJECT["optional-dependencies"]["cluster"]  # imported where a scheduler is named
    asked |= wanted & {plain(Requirement(text).name) for text in extra}
    from_names = set(re.findall(r'"([\w-]+)"', (ROOT / "grader/pipeline/digest.py").read_text()))
    assert wanted <= asked and asked - wanted <= from_names | {"ipywidgets"}


def test_the_versions_of_the_course_are_among_those_allowed():
    pinned = dict(re.findall(r"^([\w.-]+)==([\w.]+)", CHOSEN, re.M))
    pinned = {plain(name): number for name, number in pinned.items()}
    for text in PROJECT["dependencies"]:
        need = Requirement(text)
        assert need.specifier.contains(pinned[plain(need.name)]), text
