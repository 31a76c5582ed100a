"""The grounds on which attacks are tried: two assignments, each with a sandbox of its own."""

import contextlib
import copy
import sys
from pathlib import Path

import pytest

from grader.pipeline.prepare import prepare
from grader.pipeline.task import silence_checks
from grader.sandbox import Limits, Sandbox, SandboxUnavailable
from tests.attacks import asserts, week2
from tests.attacks.ground import Ground, honest

LIMITS = Limits(cell_seconds=30)
SHORT = Limits(cell_seconds=0.8, grace_seconds=0.3)


@contextlib.contextmanager
def grading():
    """As in a process that grades, and no longer than that: other tests share this one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBGRADER_EXECUTION", "")
        silence_checks()
        yield


@pytest.fixture(autouse=True)
def in_a_process_that_grades():
    with grading():
        yield


@pytest.fixture(scope="session")
def week2_course(tmp_path_factory) -> Path:
    """The folder of a course with week 2 released."""
    return week2.course(tmp_path_factory)


@pytest.fixture(scope="session")
def ground(week2_course, tmp_path_factory):
    """``ground(name, short)``: a ground, its sandbox opened when it is first asked for."""
    if sys.platform != "linux":
        pytest.skip("the attacks are tried in bubblewrap")
    opened: dict[tuple[str, bool], Ground] = {}

    def get(name: str, short: bool) -> Ground:
        if (name, short) not in opened:
            opened[name, short] = _open(name, SHORT if short else LIMITS)
            honest(opened[name, short])
        return opened[name, short]

    def _open(name: str, limits: Limits) -> Ground:
        if name == "week2":
            bundle = week2.bundle(week2_course, limits, "required")
        else:
            bundle = asserts.bundle(tmp_path_factory.mktemp("files"), limits)
        box = Sandbox(limits, "required", Path(bundle.files), prepare(bundle).imports)
        try:
            box.start()
        except SandboxUnavailable as error:
            pytest.skip(str(error))
        if name == "week2":
            book = week2.perfect(week2_course)
            parts = (week2.FILE, week2.POINTS, bundle, box)
            return Ground(*parts, lambda: copy.deepcopy(book), "sigmoid", "quiz-start")
        parts = (asserts.FILE, asserts.POINTS, bundle, box)
        return Ground(*parts, asserts.perfect, "squares", "cubes")

    yield get
    with grading():
        for one in opened.values():
            honest(one)  # after all the attacks too
            one.box.close()
