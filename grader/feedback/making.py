"""One page from its files to its file; each by itself, so that one costs nobody else theirs."""

import hashlib
import json
import os
import re
import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path

import nbformat
from nbformat import NotebookNode

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
    digest = hashlib.sha256(course.code.encode())
    about = [course.assignment, job.notebook, course.lessons, asdict(job.submission)]
    texts = {heading: asdict(excerpt) for heading, excerpt in course.excerpts.items()}
    digest.update(_texts_digest(json.dumps(texts, sort_keys=True)))
    digest.update(json.dumps(about, default=str).encode())
    for path in (job.file, job.folder / "grading.json", job.target.parent / receipts.NAME):
        digest.update(path.read_bytes() if path.is_file() else b"")
        digest.update(b"\0")
    return digest.hexdigest()


@lru_cache(4)
def _texts_digest(texts: str) -> bytes:
    return hashlib.sha256(texts.encode()).digest()


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
    book = nbformat.v4.reads(path.read_text(encoding="utf-8"))
    return book if book.get("nbformat") == 4 else nbformat.read(path, 4)


@lru_cache(8)
def _source(path: Path) -> NotebookNode:
    return read(path)
