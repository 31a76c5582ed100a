"""A digest of what grades: the grader's own code, its Python, its packages."""

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from grader.places import ROOT

# Packages whose version can change a number, a table or a message.
PACKAGES = (
    "numpy", "scipy", "matplotlib", "h5py", "pillow", "scikit-learn", "ipython", "executing",
    "nbgrader", "nbformat", "nbconvert", "nh3",
)  # fmt: skip
# They read what is graded, or make what is to be graded later: no grade depends on them.
NO_GRADE = {
    "alike",
    "authoring",
    "feedback",
    "hunting",
    "lesson_pages",
    "pages",
    "platforms",
    "report",
    "watching",
    "website",
}


def engine(root: Path = ROOT) -> dict[str, str]:
    """What grades, as it is now: the code, the exercises among it, the Python, the packages."""
    folders = [root / "utils", *(path for path in (root / "grader").iterdir() if path.is_dir())]
    code = [*(root / "grader").glob("*.py")]
    code += [p for folder in folders if folder.name not in NO_GRADE for p in folder.rglob("*.py")]
    return {
        "code": digest_of(root, code),
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def digest_of(root: Path, paths: Iterable[Path]) -> str:
    """A digest of some files below ``root``: their names and what is in them."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(str(path.relative_to(root)).encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
