"""``python -m grader site``: build the site, a folder of pages that opens from disk."""

import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from grader.configuration import ConfigurationError, configuration
from grader.places import ROOT

SETUP = ROOT / "docs" / "site"  # conf.py and what it needs


class SiteError(Exception):
    """The site cannot be built; the message says why."""


def run(to: Path | None = None) -> int:
    """Build the site of the project and say where it is; a warning of Sphinx is an error."""
    from grader.website.pages import pages  # only a site waits for what it needs

    folder = (to or ROOT / "build" / "site").resolve()
    try:
        address = configuration().ShipStudentFiles.get("address", "")
    except ConfigurationError as error:
        raise SiteError(str(error)) from error
    write(pages(ROOT, address), folder / "source")
    status = build(folder / "source", folder / "html")
    if status == 0:
        print(f"The site is in {folder / 'html'}: open {folder / 'html' / 'index.html'}")
    return status


def build(source: Path, html: Path) -> int:
    """Make pages of what is in ``source``; the status of Sphinx."""
    if find_spec("sphinx") is None:
        raise SiteError("Sphinx is not installed: a site needs the packages of requirements.txt.")
    jobs = os.environ.get("JOBS") or "auto"
    kept = html.with_name("doctrees")
    words = ["-q", "-W", "--keep-going", "-j", jobs, "-c", str(SETUP), "-d", str(kept)]
    command = [sys.executable, "-m", "sphinx", *words, str(source), str(html)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.run(command, env=os.environ | {"PYTHONPATH": path}).returncode


def write(files: Iterable[tuple[str, bytes]], folder: Path) -> None:
    """Make ``folder`` hold these files and no others; what is as it was is not written anew."""
    there = set()
    for name, data in files:
        path = folder / name
        there.add(path)
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for path in [one for one in folder.rglob("*") if one.is_file() and one not in there]:
        path.unlink()
