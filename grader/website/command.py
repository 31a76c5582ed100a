"""``python -m grader site``: build the site, a folder of pages that opens from disk."""

import os
from collections.abc import Iterable
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
    try:
        from sphinx.cmd.build import build_main  # only a site waits for it
    except ImportError as error:
        raise SiteError(
            f"Sphinx with the versions of requirements.txt is needed: {error}"
        ) from error
    jobs = os.environ.get("JOBS") or "auto"
    kept = html.with_name("doctrees")
    words = ["-q", "-W", "--keep-going", "-j", jobs, "-c", str(SETUP), "-d", str(kept)]
    return build_main([*words, str(source), str(html)])


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
