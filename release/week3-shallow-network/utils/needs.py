"""Is everything here that a notebook needs? In plain Python, since nothing else may be there."""

import os
import subprocess
import sys
from importlib.util import find_spec

# What the course imports, and what to install for it: oldest versions that it is tested with.
NEEDED = {
    "numpy": "numpy>=1.24",
    "scipy": "scipy>=1.10",
    "matplotlib": "matplotlib>=3.7",
    "h5py": "h5py>=3.8",
    "PIL": "pillow>=9.5",
    "sklearn": "scikit-learn>=1.2",
    "IPython": "ipython>=8.10",
    "tqdm": "tqdm>=4.65",
    "executing": "executing>=1.2",
    "threadpoolctl": "threadpoolctl>=3.1",
}
OLDEST = (3, 10)


def missing() -> list[str]:
    """What to install, as pip is told it; nothing when all is there."""
    return [package for name, package in NEEDED.items() if find_spec(name) is None]


def what_to_do() -> str:
    """One sentence on what is missing and how to get it; "" when all is there."""
    if sys.version_info < OLDEST:
        return "This course needs Python 3.10 or newer: open the notebook with a newer one."
    if absent := missing():
        names = " ".join(package.partition(">")[0] for package in absent)
        return (
            f"Not installed yet: {names.replace(' ', ', ')}. Run this in a cell of its own: "
            f"%pip install {names} – then restart the kernel and begin again from the top."
        )
    return ""


def ready(install: bool = False) -> None:
    """Say in one sentence what is missing; with ``install``, as on Colab, fetch it first."""
    if install and (absent := missing()):
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *absent], check=False)
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return
    if said := what_to_do():
        print(said)


def not_ready(*anything: object) -> None:
    """What `check` and its like do where a package is missing: say so, once more."""
    print(what_to_do() or "All is installed now: restart the kernel and begin again from the top.")
