"""Does tools/setup.sh find a Python, and make an environment anew exactly when it has to?

The Pythons here are scripts that answer questions as a Python of some version would; they note what
they are asked to make, and make little. CI sets up real ones. And does a project that cannot be
written to grade, whatever its folder is called?
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import nbformat
import pytest

from grader.places import ROOT
from tests.grader.pipeline import tiny

TOOLS = (
    "bash", "basename", "cat", "cksum", "cp", "dirname", "env", "flock", "head", "make", "mkdir",
    "mktemp", "nproc", "rm", "tail", "touch",
)  # fmt: skip
PYTHON = """#!/bin/bash
case "$2" in
  venv) rm -rf "$4"; mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; touch "$4/pyvenv.cfg"
        echo "made by {version}" ;;
  pip) echo "installed"; exit ${{PIP_FAILS:-0}} ;;
  *) exec "{real}" -c "import sys, sysconfig
sys.version_info, sys.version = tuple(map(int, '{version}'.split('.'))), '{version}'
sys.modules |= dict.fromkeys('{missing}'.split())
sysconfig.get_path = lambda name: sys.argv[1]
$2" "${{0%/bin/python}}" ;;
esac
"""


@pytest.fixture
def machine(tmp_path) -> Path:
    """A folder of programs that is all of the search path: no Python, and no root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(shutil.which(name))
    program(folder / "id", "#!/bin/sh\necho 1000\n")
    return folder


@pytest.fixture
def project(tmp_path) -> Path:
    """What set-up needs of the project, in a folder with an awkward name."""
    folder = tmp_path / "it's a course"
    shutil.copytree(ROOT / "tools", folder / "tools")
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").write_text("numpy\n")
    return folder


def program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def python(path: Path, version: str, missing: str = "") -> None:
    """Put a Python of this version at ``path``, without some of its modules."""
    program(path, PYTHON.format(real=sys.executable, version=version, missing=missing))


def set_up(
    project: Path, machine: Path, *more: str, before: Sequence[str] = (), **environment: str
) -> tuple[int, str]:
    """The status of ``make ready`` and what it said."""
    done = subprocess.run(
        [*before, "make", "--no-print-directory", "ready", *more],
        cwd=project,
        env={"PATH": str(machine), "HOME": str(project)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("installed", "taken"),
    [
        ({"python3": "3.11.2"}, "3.11.2"),
        ({"python3": "3.13.0", "python3.12": "3.12.1"}, "3.13.0"),
        ({"python3": "3.9.18", "python3.11": "3.11.7", "python3.12": "3.12.1"}, "3.12.1"),
        ({"python3": "3.14.0", "python3.11": "3.11.7"}, "3.11.7"),
        ({"python3": "3.12.1 without ensurepip", "python3.11": "3.11.7"}, "3.11.7"),
    ],
)
def test_the_first_python_that_fits_is_taken(project, machine, installed, taken):
    for name, kind in installed.items():
        version, _, missing = kind.partition(" without ")
        python(machine / name, version, missing)
    status, said = set_up(project, machine)
    assert (status, said.splitlines()[1:]) == (0, [f"made by {taken}", "installed"])
    assert (project / ".venv" / "course.pth").read_text() == f"{project.resolve()}\n"
    assert set_up(project, machine) == (0, "")


def test_a_python_that_is_named_is_taken(project, machine):
    python(machine / "python3", "3.11.2")
    python(machine.parent / "my python", "3.13.0")
    chosen = f"PYTHON={machine.parent / 'my python'}"
    set_up(project, machine)
    assert "made by 3.13.0" in set_up(project, machine, chosen)[1]
    assert set_up(project, machine, chosen) == set_up(project, machine) == (0, "")


def test_without_a_python_it_says_what_to_install(project, machine):
    python(machine / "python3", "3.9.18")
    status, said = set_up(project, machine)
    assert status and "Python 3.11, 3.12 or 3.13 is needed" in said and "python3-venv" in said
    status, said = set_up(project, machine, "PYTHON=/no/such/python")
    assert status and "/no/such/python" in said


def test_without_ensurepip_it_says_what_to_install(project, machine):
    python(machine / "python3", "3.11.2", missing="ensurepip")
    status, said = set_up(project, machine)
    assert status and "sudo apt install python3.11-venv" in said
    assert not (project / ".venv").exists()


@pytest.mark.parametrize("missing", ["ensurepip", "everything"])
def test_root_installs_what_is_missing(project, machine, missing):
    python(machine.parent / "whole", "3.11.2")
    if missing == "ensurepip":
        python(machine / "python3", "3.11.2", missing)
    package = "python3.11-venv" if missing == "ensurepip" else "python3-venv"
    program(machine / "id", "#!/bin/sh\necho 0\n")
    installs = f'[ "${{@: -1}}" = {package} ] && cp {machine.parent}/whole {machine}/python3'
    program(machine / "apt-get", f'#!/bin/bash\n[ "$1" = update ] || {{ {installs}; }}\n')
    status, said = set_up(project, machine)
    assert status == 0 and f"Installing {package} with apt" in said and "made by 3.11.2" in said


def test_a_moved_folder_gets_a_new_environment(project, machine):
    python(machine / "python3", "3.11.2")
    set_up(project, machine)
    moved = project.rename(project.with_name("elsewhere"))
    assert "made by 3.11.2" in set_up(moved, machine)[1]
    assert set_up(moved, machine) == (0, "")


def test_an_environment_whose_python_changed_or_went_is_made_anew(project, machine):
    python(machine / "python3", "3.12.1")
    set_up(project, machine)
    python(project / ".venv/bin/python", "3.11.7")  # as a link does when the system moves on
    assert "made by 3.12.1" in set_up(project, machine)[1]
    (project / ".venv/bin/python").unlink()
    assert "made by 3.12.1" in set_up(project, machine)[1]


def test_the_environments_own_python_does_not_make_its_successor(project, machine):
    """The Makefile has the environment first on the search path, and it is about to be emptied."""
    python(machine / "python3", "3.12.1")
    set_up(project, machine)
    python(project / ".venv/bin/python3", "3.11.7")
    (project / ".venv/.ready").unlink()
    assert "made by 3.12.1" in set_up(project, machine)[1]


def test_an_interrupted_set_up_begins_again(project, machine):
    python(machine / "python3", "3.11.2")
    status, said = set_up(project, machine, PIP_FAILS="1")
    assert status and "Run this again" in said
    (project / ".venv/pyvenv.cfg").unlink()  # however early it was
    assert "made by 3.11.2" in set_up(project, machine)[1]
    assert set_up(project, machine) == (0, "")


def test_other_packages_are_installed_into_the_same_environment(project, machine):
    python(machine / "python3", "3.11.2")
    set_up(project, machine)
    (project / "requirements.txt").write_text("numpy\nscipy\n")
    status, said = set_up(project, machine)
    assert status == 0 and "installed" in said and "made by" not in said
    (project / "requirements.txt").write_text("scipy\n")
    set_up(project, machine, PIP_FAILS="1")
    assert "made by 3.11.2" in set_up(project, machine)[1]  # it may be half of either


def test_a_folder_with_other_things_is_not_emptied(project, machine):
    python(machine / "python3", "3.11.2")
    (project / "thesis").mkdir()
    (project / "thesis/chapter1").touch()
    status, said = set_up(project, machine, "VENV=thesis")
    assert status and "no Python environment" in said
    assert (project / "thesis/chapter1").exists()


def test_an_environment_elsewhere(project, machine):
    python(machine / "python3", "3.11.2")
    elsewhere = f"VENV={project.parent / 'with a space' / 'env'}"
    assert "made by 3.11.2" in set_up(project, machine, elsewhere)[1]
    assert set_up(project, machine, elsewhere) == (0, "")
    assert not (project / ".venv").exists()


def read_only(folder: Path) -> list[str]:
    """Forbid writing to a folder, and return what to put before a command that shall obey."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    if os.geteuid():
        return []
    bubblewrap = shutil.which("bwrap")
    assert bubblewrap, "root writes everywhere, unless bubblewrap forbids it"
    return [bubblewrap, "--dev-bind", "/", "/", "--ro-bind", str(folder), str(folder), "--"]


def test_a_project_that_cannot_be_written_keeps_its_environment_beside_the_class(project, machine):
    python(machine / "python3", "3.11.2")
    before = read_only(project)
    status, said = set_up(project, machine, before=before)
    assert status and "cannot be written" in said and "VENV=" in said
    root = project.parent / "my class"
    assert "made by" in set_up(project, machine, before=before, COURSE_ROOT=str(root))[1]
    assert set_up(project, machine, before=before, COURSE_ROOT=str(root)) == (0, "")
    assert (root / ".venv/.ready").exists()


def test_a_project_that_cannot_be_written_grades_under_any_name_and_umask(tmp_path):
    """With a space and a quote in its path, and files that nobody else may read."""
    project, root = tmp_path / "it's a course", tmp_path / "my class"
    umask = os.umask(0o077)
    try:
        for name in ("grader", "utils"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "nbgrader_config.py", project)
        (project / "source" / tiny.NAME).mkdir(parents=True)
        nbformat.write(tiny.source(), project / "source" / tiny.NAME / f"{tiny.NAME}.ipynb")
        before = read_only(project)
        nbgrader(before, project, root, "generate_assignment", tiny.NAME)
        tiny.hand_in(root, "student-01")
        said = nbgrader(before, project, root, "autograde", tiny.NAME)
    finally:
        os.umask(umask)
    assert tiny.scores(root) == {"student-01": 5}
    assert (root / ".course-secret").exists()
    assert not shutil.which("bwrap") or "no isolation" not in said


def nbgrader(before: list[str], project: Path, root: Path, *words: str) -> str:
    done = subprocess.run(
        [*before, sys.executable, "-m", "nbgrader", *words],
        cwd=project,
        env=os.environ | {"COURSE_ROOT": str(root), "PYTHONPATH": str(project), "JOBS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
