"""Feedback into the exchange, also of work that came by another way or under another name.

nbgrader names a page by the secret of a submission and the name of the notebook as it was handed
in: only handing in through the exchange makes such a secret, and people rename notebooks.
"""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash

from grader.collecting.choosing import choose, target
from grader.collecting.files import NOTEBOOK, OURS, read_files

TIMESTAMP, SECRET = OURS
LONGEST = 1000


class ReleaseFeedback(ExchangeReleaseFeedback):
    """Gives every page what nbgrader asks for, and its student every name to find it by."""

    def copy_files(self) -> None:
        """Release the pages, each under all names that its notebook was handed in by."""
        coursedir: Any = self.coursedir  # nbgrader declares that there may be none; there is one
        excluded = set(filter(None, coursedir.student_id_exclude.split(",")))
        pages = []
        for folder in self._folders():
            student = folder.parent.name
            if student not in excluded:
                secret = make_whole(folder, self._submitted(student))
                pages += [(student, secret, page) for page in sorted(folder.glob("*.html"))]
        super().copy_files()
        releases = _releases(Path(coursedir.format_path(
            coursedir.release_directory, ".", coursedir.assignment_id)))  # fmt: skip
        for student, secret, page in pages:
            for name in other_names(self._submitted(student), page.stem, releases):
                place = (
                    Path(self.dest_path) / f"{notebook_hash(secret=secret, notebook_id=name)}.html"
                )
                unfinished = place.with_suffix(".tmp")
                shutil.copy(page, unfinished)
                unfinished.replace(place)

    def _folders(self) -> Iterator[Path]:
        coursedir: Any = self.coursedir
        top = Path(coursedir.format_path(coursedir.feedback_directory, "", "")).resolve()
        for folder in sorted(top.glob(f"{coursedir.student_id or '*'}/{coursedir.assignment_id}")):
            if folder.is_dir():
                yield folder

    def _submitted(self, student: str) -> Path:
        coursedir: Any = self.coursedir
        directory = coursedir.submitted_directory
        return Path(coursedir.format_path(directory, student, coursedir.assignment_id))


def make_whole(folder: Path, submitted: Path) -> str:
    """Give a folder of feedback a time and a secret where it has none; returns the secret."""
    if not (folder / TIMESTAMP).is_file():
        (folder / TIMESTAMP).write_text("", encoding="utf-8")
    for place in (folder / SECRET, submitted / SECRET):
        if secret := _text(place):
            break
    else:
        secret = secrets.token_hex(64)
    if _text(folder / SECRET) != secret:
        (folder / SECRET).unlink(missing_ok=True)  # nbgrader's files are read-only
        (folder / SECRET).write_text(secret, encoding="utf-8")
    return secret


def other_names(submitted: Path, name: str, releases: dict) -> list[str]:
    """The names besides its own under which a notebook was handed in."""
    stems = {found[1]: path.name for path in sorted(submitted.glob("*")) if path.is_file()
             and not path.is_symlink() and (found := NOTEBOOK.fullmatch(path.name))}  # fmt: skip
    strangers = {stem: file for stem, file in stems.items() if stem not in releases}
    if not strangers or len(releases) == 1:
        return sorted(strangers)
    chosen = choose(releases, read_files(submitted)).found.get(name)
    return sorted(
        stem for stem, file in strangers.items() if file == chosen or target(stem, releases) == name
    )


def _releases(folder: Path) -> dict:
    return {path.stem: nbformat.read(path, as_version=4) for path in sorted(folder.glob("*.ipynb"))}


def _text(path: Path) -> str:
    """A secret that nbgrader can use, or nothing."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LONGEST:
        return ""
    return path.read_bytes().decode("utf-8", "ignore").replace("\0", "")
