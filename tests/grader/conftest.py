"""A course with the tiny assignment released, built once and copied for each test."""

import shutil
from pathlib import Path

import pytest

from tests.course import once
from tests.grader.pipeline import tiny


@pytest.fixture
def course(tmp_path_factory, tmp_path) -> Path:
    """The folder of a course of its own."""
    built = once(tmp_path_factory, "tiny-course", tiny.make_course)
    root = tmp_path / "course"
    shutil.copytree(built, root)
    return root
