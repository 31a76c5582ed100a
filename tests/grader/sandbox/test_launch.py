"""What is there inside, and what is not. Harmless where it works."""

from pathlib import Path

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
found = {"names": [name for _, name in socket.if_nameindex()]}
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
