"""A course of its own in a temporary folder, run by nbgrader's own commands.

Its configuration is the project's, read from the project's file; but grading is nbgrader's alone
unless the engine is asked for.
"""

import fcntl
import math
import multiprocessing
import os
import runpy
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

from nbgrader.api import Gradebook

from grader.places import ROOT
from grader.releasing import WRITTEN
from tests import alembic_head

SECRET = "a secret for the tests"
UNPROVEN = "--CarefulGenerateAssignment.checks=False"  # `make lint` has proved the exercises before
LOADED = ["nbgrader.apps", "grader.pipeline.converter", "grader.feedback", "grader.collecting.app"]
LOADED += [alembic_head.__name__]
CONFIG = """
from pathlib import Path

path = Path({file!r})
text = path.read_text(encoding="utf-8")
without = text
for line in {left_out}:
    assert f"\\n{{line}}()\\n" in without
    without = without.replace(f"\\n{{line}}()\\n", "\\n")
code = compile(without, str(path), "exec")
exec(code, {{"get_config": get_config, "__file__": str(path)}})
"""


def once(tmp_path_factory, name: str, build: Callable[[Path], None]) -> Path:
    """A folder that ``build`` fills, once for all workers of pytest-xdist."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, built = shared / name, shared / f"{name}.built"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            folder.mkdir()
            build(folder)
            built.touch()
    return folder


def heed_ctrl_c() -> None:
    """For a new process: Ctrl-C reaches it, also where the tests run in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def new_course(root: Path, engine: bool = False, pages: bool = True) -> None:
    """The configuration of a course in ``root``, graded by nbgrader alone or by the engine.

    Without our ``pages``, nbgrader makes its own feedback.
    """
    lines = {"install": engine, "install_feedback": pages}
    left_out = [line for line, kept in lines.items() if not kept]
    text = CONFIG.format(file=str(ROOT / "nbgrader_config.py"), left_out=left_out)
    (root / "nbgrader_config.py").write_text(text, encoding="utf-8")


def released_course(tmp_path_factory, name: str) -> Path:
    """A course with the release of one assignment, to look at or to copy, not to change."""

    def build(root: Path) -> None:
        new_course(root)
        config = root / "nbgrader_config.py"
        own = config.read_text(encoding="utf-8")
        left_out = f"c.CourseDirectory.ignore += {WRITTEN!r}\n"  # as the engine does by itself
        config.write_text(own + left_out, encoding="utf-8")
        nbgrader(root, "generate_assignment", name)
        config.write_text(own, encoding="utf-8")

    return once(tmp_path_factory, f"course-{name}", build)


def nbgrader(root: Path, *words: str, cwd: Path | None = None, **environment: str) -> str:
    """Run ``nbgrader WORDS`` for the course in ``root`` and return what it said."""
    inherited = {key: value for key, value in os.environ.items() if key != "EXCHANGE_ROOT"}
    environment = inherited | environment | {
        "COURSE_ROOT": str(root),
        "COURSE_SECRET": SECRET,
        "OPENBLAS_NUM_THREADS": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    }  # fmt: skip
    result = run_module("nbgrader", *words, cwd=cwd or root, environment=environment)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


def run_module(*words: str, cwd: Path, environment: Mapping[str, str]) -> CompletedProcess[str]:
    """Run ``python -m WORDS`` in a process of its own, without the second that loads nbgrader."""
    with tempfile.NamedTemporaryFile() as stdout, tempfile.NamedTemporaryFile() as stderr:
        processes = multiprocessing.get_context("forkserver")
        processes.set_forkserver_preload(LOADED)
        arguments = (words, cwd, dict(environment), stdout.name, stderr.name)
        process = processes.Process(target=_run_module, args=arguments)
        process.start()
        process.join()
        said = [file.read().decode() for file in (stdout, stderr)]
    assert process.exitcode is not None
    return CompletedProcess(words, process.exitcode, *said)


def _run_module(words: Sequence[str], cwd: Path, environment: dict[str, str], *said: str) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    for stream, file in zip((sys.stdout, sys.stderr), said, strict=True):
        os.dup2(os.open(file, os.O_WRONLY | os.O_APPEND), stream.fileno())
    sys.argv[:] = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def open_gradebook(root: Path) -> Gradebook:
    """The gradebook of the course in ``root``, to be used in a ``with`` statement."""
    return Gradebook(f"sqlite:///{root / 'gradebook.db'}", "neural-networks-by-hand")


def alike(one, other):
    """Equal but for the last digits of numbers, which another processor may round otherwise."""
    if isinstance(one, float) and isinstance(other, float):
        both = math.isnan(one) and math.isnan(other)
        return both or math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return one == other
