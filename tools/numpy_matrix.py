"""Do the released folders run with the oldest and the newest packages that they allow?

    python tools/numpy_matrix.py [PYTHON …]

For each Python (by default those of `PYTHONS` that are here) two environments are made in a
temporary folder: one with the oldest NumPy that has wheels for it, one with the newest of
everything. In each, every notebook of `source/` runs as a script, with its solutions and without
its hidden tests, in a copy of its released folder: all of its checks must pass. Needs a package
index.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from utils.needs import NEEDED  # noqa: E402 - nothing of it needs a package

PYTHONS = ("python3.10", "python3.11", "python3.12", "python3.13")
# The oldest NumPy that has wheels for a Python; the packages beside it are those of its time.
OLDEST = {
    (3, 10): "numpy==1.24.*",
    (3, 11): "numpy==1.24.*",
    (3, 12): "numpy==1.26.*",
    (3, 13): "numpy==2.1.*",
}
BESIDES = {"numpy==1.24.*": ["scipy==1.10.*", "matplotlib==3.7.*", "scikit-learn==1.2.*"]}
# A notebook's display() and magics need IPython; nothing else of Jupyter is needed to run it.
HEAD = """\
import os, sys
os.environ["MPLBACKEND"] = "agg"
import utils.checks
tables = []
utils.checks.show = tables.append
"""
TAIL = """
for table in tables:
    rows = getattr(getattr(table, "report", None), "rows", ())
    for row in rows:
        if row.credit < 1 and row.label != "speed":
            sys.exit(f"{table}")
assert len(tables) >= CHECKS, f"{len(tables)} of CHECKS checks ran"
"""


def main() -> int:
    """Make the environments and run everything; the status is 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("python", nargs="*", help="Pythons to try")
    parser.add_argument("--week", default="", help="only the folders that begin so, as week1")
    words = parser.parse_args()
    pythons = words.python or [name for name in PYTHONS if works(name)]
    failed = []
    with tempfile.TemporaryDirectory() as place:
        for python in pythons:
            for kind in ("oldest", "newest"):
                failed += run_all(python, kind, words.week, Path(place))
    for line in failed:
        print(f"FAILED {line}")
    print(f"{len(pythons)} Pythons, {len(failed)} failures")
    return bool(failed or not pythons)


def works(python: str) -> bool:
    """Whether there is such a Python (a shim of pyenv may stand for none)."""
    found = shutil.which(python)
    return bool(found) and not subprocess.run([python, "-c", ""], capture_output=True).returncode


def run_all(python: str, kind: str, week: str, place: Path) -> list[str]:
    """Run all notebooks of all folders in a new environment; which failed, and how."""
    environment = place / f"{Path(python).name}-{kind}"
    subprocess.run([python, "-m", "venv", "--clear", environment], check=True)
    inside = environment / "bin" / "python"
    asked = packages(version(inside), kind)
    pip = [inside, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--only-binary=:all:", *asked], check=True)
    say = "import sys, numpy; print(sys.version.split()[0], 'with NumPy', numpy.__version__)"
    name = subprocess.run([inside, "-c", say], capture_output=True, text=True).stdout.strip()
    failed = []
    for release in sorted((ROOT / "release").glob(f"{week or 'week'}*")):
        folder = environment / release.name
        shutil.copytree(release, folder)
        for path in sorted(folder.glob("*.ipynb")):
            said = run(inside, folder, path.stem)
            print(f"{name}: {path.stem} {'FAILED' if said else 'passed'}", flush=True)
            failed += [f"{name}: {path.stem}: {said}"] if said else []
    return failed


def version(python: Path) -> tuple[int, int]:
    """Its version, (3, 11) for instance."""
    asked = "import sys; print(*sys.version_info[:2])"
    said = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout
    major, minor = map(int, said.split())
    return major, minor


def packages(python: tuple[int, int], kind: str) -> list[str]:
    """What pip is told to install."""
    if kind == "newest":
        return list(NEEDED.values())
    numpy = OLDEST.get(python, "numpy")
    exact = [numpy, *BESIDES.get(numpy, [])]
    names = {text.partition("=")[0] for text in exact}
    return exact + [text for text in NEEDED.values() if text.partition(">")[0] not in names]


def run(python: Path, folder: Path, book: str) -> str:
    """Run a notebook with its solutions as a script; what it said, when it failed."""
    source = json.loads((ROOT / "source" / folder.name / f"{book}.ipynb").read_text("utf-8"))
    cells = ["".join(c["source"]) for c in source["cells"] if c["cell_type"] == "code"]
    cells = [as_solved(cell) for cell in cells]
    checks = sum(cell.startswith("check") for cell in cells)
    text = "\n\n".join([HEAD, *cells, TAIL.replace("CHECKS", str(checks))])
    script = folder / f"{book}.py"
    script.write_text(text, encoding="utf-8")
    clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [python, script.name], cwd=folder, env=clean, capture_output=True, text=True, timeout=900
    )
    return "" if done.returncode == 0 else done.stderr[-2000:] or "failed without a word"


def as_solved(cell: str) -> str:
    """A cell as students have it, with the solution in it and without hidden tests."""
    lines = cell.partition("### BEGIN HIDDEN TESTS")[0].splitlines()
    return "\n".join(line for line in lines if not line.strip().endswith(" SOLUTION"))


if __name__ == "__main__":
    sys.exit(main())
