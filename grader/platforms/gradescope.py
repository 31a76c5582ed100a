"""``python -m grader gradescope ASSIGNMENT``: the zip of an autograder for Gradescope."""

import re
import stat
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from nbgrader.apps.autogradeapp import AutogradeApp
from packaging.requirements import Requirement

from grader.gradebook import open_gradebook
from grader.lessons import FOLDER as LESSONS
from grader.pipeline.bundle import Bundle
from grader.pipeline.converter import SandboxedAutograde
from grader.places import ROOT, course_root
from grader.platforms.autograder import BUNDLE, as_text

# What the grader imports; what these need comes along.
PACKAGES = (
    *("numpy", "scipy", "matplotlib", "matplotlib-inline", "h5py", "pillow", "scikit-learn"),
    *("ipython", "tqdm", "nbgrader", "nbformat", "nbconvert", "traitlets", "SQLAlchemy", "msgpack"),
    *("nh3", "PyYAML", "psutil", "executing", "threadpoolctl", "packaging"),
)
SETUP = r"""#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image.
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq bubblewrap || true
found=
for python in python3.13 python3.12 python3.11 python3; do
  if command -v $python > /dev/null && $python -c \
    'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
    found=$python
    break
  fi
done
if [ -z "$found" ]; then
  apt-get install -y -qq python3.12 python3.12-venv || {
    apt-get install -y -qq software-properties-common
    add-apt-repository -y ppa:deadsnakes/ppa
    apt-get update -qq
    apt-get install -y -qq python3.12 python3.12-venv
  }
  found=python3.12
fi
$found -m venv /autograder/venv
/autograder/venv/bin/pip install --quiet -r /autograder/source/course/requirements.txt
"""
RUN = """#!/usr/bin/env bash
# Gradescope runs this for every submission. There are valid results before anything can fail.
mkdir -p /autograder/results
cat > /autograder/results/results.json << 'END'
{"score": 0, "stdout_visibility": "hidden", "output": "This submission could not be graded: the \
grader itself failed. It is no fault of yours; a person will look at it."}
END
cd /autograder/source/course || exit 0
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 PYTHONDONTWRITEBYTECODE=1
export COURSE_ROOT=/autograder/source/course
/autograder/venv/bin/python -m grader.platforms.autograder /autograder
exit 0
"""


def run(assignment: str, to: Path | None = None) -> int:
    """Build the zip, and say where it is."""
    path = to or course_root() / "build" / "gradescope" / f"{assignment}.zip"
    write_zip(path, bundle_of(assignment))
    print(f"The autograder of {assignment} is {path}")
    print("It holds the solutions and the course's secret: it is for Gradescope, and nobody else.")
    return 0


def bundle_of(assignment: str) -> Bundle:
    """What the assignment is graded against, as `nbgrader autograde` would have it."""
    app = AutogradeApp()
    app.initialize([assignment])
    course: Any = app.coursedir  # nbgrader declares that there may be none; there is one
    course.assignment_id = assignment
    with open_gradebook() as gradebook:
        return SandboxedAutograde(coursedir=course, config=app.config).bundle(gradebook)


def write_zip(path: Path, bundle: Bundle) -> None:
    """Write the zip in Gradescope's layout, all at once; the same content is the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w") as archive:
            for name, data in contents(bundle):
                entry = zipfile.ZipInfo(name)
                mode = 0o755 if "/" not in name else 0o644
                entry.external_attr = (stat.S_IFREG | mode) << 16
                archive.writestr(entry, data, zipfile.ZIP_DEFLATED)
        unfinished.chmod(0o600)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def contents(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    """The files of the zip by name."""
    yield "setup.sh", SETUP.encode()
    yield "run_autograder", RUN.encode()
    yield "course/requirements.txt", "".join(f"{line}\n" for line in requirements()).encode()
    yield f"course/{BUNDLE}", as_text(bundle).encode("ascii")
    for package in ("grader", "utils"):
        for path in sorted((ROOT / package).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"course/{path.relative_to(ROOT).as_posix()}", path.read_bytes()
    files = Path(bundle.files)
    for path in sorted(files.rglob("*")):
        name = path.relative_to(files)
        if path.is_file() and name.parts[0] != LESSONS and "__pycache__" not in name.parts:
            yield f"course/files/{name.as_posix()}", path.read_bytes()


def requirements() -> list[str]:
    """The grader's packages with all that they need, at the versions of the course's own list."""
    pins = {}
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if pin := re.match(r"([\w.-]+)==[^\s#]+", line):
            pins[plain(pin[1])] = pin[0]
    found: dict[str, str] = {}
    waiting = [plain(name) for name in PACKAGES]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = pins.get(name) or f"{name}=={version(name)}"
        except PackageNotFoundError:  # for another system than this one
            continue
        for text in requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                waiting.append(plain(needed.name))
    return sorted(found.values(), key=str.casefold)


def plain(name: str) -> str:
    """A package's name as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()
