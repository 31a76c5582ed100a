"""What is there inside, and what is not. Harmless where it works."""

import ast
import sys
from pathlib import Path

import pytest

from grader.sandbox import Sandbox
from grader.sandbox.launch import PARTS, bubblewrap
from tests.grader.sandbox.looking import evaluate

COURSE = Path(__file__).resolve().parents[3]


def test_is_the_course_out_of_sight(isolated):
    source = """
import os
found = {}
for path in PATHS:
    try:
        found[path] = sorted(os.listdir(path)) if os.path.isdir(path) else open(path).read(1)
    except OSError as error:
        found[path] = type(error).__name__
"""
    paths = [str(COURSE), str(COURSE / "grader"), str(COURSE / ".git"), str(Path.home() / ".ssh")]
    paths += ["/etc/passwd", "/etc/shadow", "/var", "/home", "/proc/1/cwd", "/proc/1/root/tmp"]
    isolated.set("PATHS", paths)
    found = evaluate(isolated, source)
    assert found.pop(str(COURSE)) in (["NotADirectoryError"], [".venv"], "FileNotFoundError")
    assert set(found.values()) <= {"FileNotFoundError", "PermissionError"}, found


def test_is_the_environment_bare(isolated):
    found = evaluate(isolated, "import os\nfound = dict(os.environ)")
    assert found["HOME"] == "/tmp/work"
    assert not [name for name in found if "TOKEN" in name or "KEY" in name or "SECRET" in name]
    assert set(found) <= {
        "HOME", "HDF5_USE_FILE_LOCKING", "IPYTHONDIR", "LANG", "LOGNAME", "MPLBACKEND", "PATH",
        "MPLCONFIGDIR", "PWD", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "USER",
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_NUM_THREADS", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_",
    }  # fmt: skip


def test_is_there_no_network(isolated):
    source = """
import socket
found = {}
try:
    found["names"] = [name for _, name in socket.if_nameindex()]
except OSError:  # the system call is refused as well
    found["names"] = []
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
    found["connected"] = True
except OSError as error:
    found["connected"] = False
"""
    found = evaluate(isolated, source)
    assert found["names"] in ([], ["lo"])
    assert not found["connected"]


def test_are_lazy_imports_possible_for_the_submissions_user(isolated):
    assert isolated.run("import wave, sklearn.datasets, xml.dom.minidom, sqlite3", "a").ok


NOTHING_OF_OURS = """
import importlib, os, sys
found = {"loaded": [n for n in sys.modules if n.partition(".")[0] in ("grader", "<notebook>")]}
found["importable"] = []
for name in ("grader", "grader.sandbox", "sandbox", "<notebook>", "<notebook>.inside", "inside",
             "border", "utils.checks", "tests"):
    try:
        importlib.import_module(name)
        found["importable"].append(name)
    except ImportError:
        pass
found["path"] = [p for p in sys.path if os.path.exists(os.path.join(p, "border"))]
"""


@pytest.mark.parametrize("mode", ["auto", "off"])
def test_is_nothing_of_ours_loaded_or_importable(mode):
    with Sandbox(mode=mode) as box, box.session() as session:
        found = evaluate(session, NOTHING_OF_OURS)
    assert found == {"loaded": [], "importable": [], "path": []}


def test_are_the_two_folders_all_that_is_mounted_of_ours(isolated):
    source = """
import os
found = sorted(os.path.relpath(os.path.join(top, name), "/grader-code")
               for top, _, names in os.walk("/grader-code") for name in names
               if not name.endswith(".pyc"))
"""
    folder = COURSE / "grader" / "sandbox"
    expected = [path for part in PARTS for path in (folder / part).glob("*.py")]
    found = evaluate(isolated, source)
    # Where the submissions are another user, they cannot even list them.
    assert found in ([], sorted(str(path.relative_to(folder)) for path in expected))
    command = bubblewrap(None, None)
    ours = {path for path in command if path.startswith(str(COURSE)) and path != sys.prefix}
    assert ours == {str(folder / part) for part in PARTS}


def test_does_what_runs_inside_import_nothing_from_outside():
    """Every import of ours in the two folders is relative and ends in one of them."""
    for path in (COURSE / "grader" / "sandbox").glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                assert not any(n.name.startswith(("grader", "utils")) for n in node.names), path
            if isinstance(node, ast.ImportFrom) and node.level:
                inside = path.parent.name == "inside" and (node.module or "").startswith("border")
                assert node.level == 1 or inside, path
            elif isinstance(node, ast.ImportFrom):
                assert not node.module.startswith(("grader", "utils")), path


def test_is_the_file_system_inside_free_of_the_rest_of_ours(isolated):
    source = """
import os
found = []
for top, folders, names in os.walk("/"):
    if top in ("/proc", "/sys", "/usr", "/venv"):
        folders.clear()
    found += [os.path.join(top, n) for n in names if n in ("trusted.py", "replay.py", "judge.py")]
"""
    assert evaluate(isolated, source) == []
