"""One page from its files to its file; each by itself, so that one costs nobody else theirs."""

import hashlib
import json
import os
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4.rwbase import rejoin_lines

from grader.feedback import receipts
from grader.feedback.excerpts import Excerpt
from grader.feedback.page import Facts, page, plain_page
from grader.outputs import clean_notebook
from grader.outputs.pace import OutOfTime, at_most
from grader.pipeline.record import read_record
from grader.rows import Submission

PAGE_SECONDS = 60.0  # of the processor, for one page
MADE_OF = re.compile(rb'<meta name="made-of" content="([0-9a-f]+)">')
BEGINNING = 4_000  # bytes of a page in which that stands


@dataclass(frozen=True)
class Course:
    """What all pages of a run have in common. ``code`` is a digest of what makes them.

    ``sources`` are the instructor's notebooks by name, where they are.
    """

    assignment: str
    code: str
    sources: Mapping[str, Path] = field(default_factory=dict)
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    lessons: str = ""

    @cached_property
    def digest(self) -> bytes:
        """The same for a run whose pages would be the same, as far as it has a part in them."""
        about = [self.code, self.assignment, self.lessons, self.excerpts]
        return hashlib.sha256(_as_json(about)).digest()


@dataclass(frozen=True)
class Job:
    """One page: of which graded folder and notebook, with what the gradebook says, and where to."""

    folder: Path
    notebook: str
    submission: Submission
    target: Path
    digest: str = ""

    @property
    def file(self) -> Path:
        """The graded notebook, which is not there when grading lost it."""
        return self.folder / f"{self.notebook}.ipynb"


def job_digest(course: Course, job: Job) -> str:
    """The same for a page that would be the same."""
    digest = hashlib.sha256(course.digest)
    digest.update(_as_json([job.notebook, job.submission]))
    for path in (job.file, job.folder / "grading.json", job.target.parent / receipts.NAME):
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()


def _as_json(about: object) -> bytes:
    return json.dumps(about, default=_fields, sort_keys=True).encode()


def _fields(one: Any) -> object:
    return vars(one) if is_dataclass(one) else str(one)


def up_to_date(job: Job) -> bool:
    """Whether the page is there as it would be made now."""
    try:
        with job.target.open("rb") as file:
            found = MADE_OF.search(file.read(BEGINNING))
    except OSError:
        return False
    return bool(found) and found[1].decode() == job.digest


def make(course: Course, job: Job) -> str:
    """Make one page; returns what went wrong with it, "" when nothing did.

    When it fails or takes too long, a page with the points only takes its place.
    """
    try:
        with at_most(PAGE_SECONDS):
            text, wrong = page(facts_of(course, job), job.digest), ""
    except (OutOfTime, Exception):
        wrong = traceback.format_exc()
        text = plain_page(job.notebook, job.submission)  # and again by the next run
    write(job.target, text)
    return wrong


def write(path: Path, text: str) -> None:
    """Write a page, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        unfinished.write_text(text, encoding="utf-8", errors="replace")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def lost(job: Job) -> str:
    """As `make`, for a page whose process ended."""
    write(job.target, plain_page(job.notebook, job.submission))
    return "the process that made it ended"


def facts_of(course: Course, job: Job) -> Facts:
    """Read what a page is made from; where another grader graded, nothing is clean yet."""
    record = read_record(job.folder)
    book = read(job.file) if job.file.is_file() else nbformat.v4.new_notebook()
    if record is None:
        source = course.sources.get(job.notebook)
        book = clean_notebook(book, _source(source) if source else nbformat.v4.new_notebook())
    return Facts(
        course.assignment,
        job.notebook,
        book.cells,
        job.submission,
        record,
        course.excerpts,
        course.lessons,
        receipts.read(job.target.parent),
    )


def read(path: Path) -> NotebookNode:
    """A graded notebook; what graders write needs no comparison with the schema."""
    book = json.loads(path.read_text(encoding="utf-8"), object_hook=_node)
    return rejoin_lines(book) if book.get("nbformat") == 4 else nbformat.read(path, 4)


def _node(found: dict) -> NotebookNode:
    """What a notebook is made of, without a look into what is in it: that is one already."""
    node = NotebookNode()
    dict.update(node, found)
    return node


@lru_cache(8)
def _source(path: Path) -> NotebookNode:
    return read(path)
