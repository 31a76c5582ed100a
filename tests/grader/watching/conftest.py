"""A course with the tiny assignment released, and a watch of it that looks when it is told."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI

from grader.pipeline.workers import staying_open
from grader.watching.pending import read_pending
from grader.watching.watch import Watch
from tests.course import once
from tests.grader.pipeline import tiny


@pytest.fixture(scope="module")
def warm() -> Iterator[None]:
    with staying_open():
        yield


@pytest.fixture
def course(tmp_path_factory, tmp_path, warm) -> Path:
    built = once(tmp_path_factory, "tiny-course", tiny.make_course)
    root = tmp_path / "course"
    shutil.copytree(built, root)
    return root


def new_watch(root: Path) -> tuple[Watch, list[str]]:
    said: list[str] = []
    api = NbGraderAPI(config=tiny.config(root, jobs=1))
    return Watch(api, read_pending(root), said.append), said


def looks(watch: Watch, count: int = 2) -> int:
    return sum(watch.look() for _ in range(count))
