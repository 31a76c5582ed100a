"""One warm template per mode and worker: starting one takes a second or two."""

import shutil
import sys

import pytest

from grader.sandbox import Limits, Sandbox

LIMITS = Limits(cell_seconds=10, grace_seconds=0.5)
HAS_BUBBLEWRAP = sys.platform == "linux" and shutil.which("bwrap") is not None


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """An assignment's supporting files: a package, and data in a folder."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "utils").mkdir()
    (folder / "utils" / "__init__.py").write_text("from .checks import check\n")
    (folder / "utils" / "checks.py").write_text("def check(f):\n    return 'checked'\n")
    (folder / "datasets").mkdir()
    (folder / "datasets" / "numbers.txt").write_text("1 2 3")
    return folder


@pytest.fixture(scope="session")
def isolated_box(files):
    """A sandbox that is isolated; these tests say nothing where bubblewrap does not exist."""
    if not HAS_BUBBLEWRAP:
        pytest.skip("bubblewrap is not installed")
    with Sandbox(LIMITS, mode="required", files=files) as box:
        yield box


@pytest.fixture(scope="session")
def plain_box(files):
    with Sandbox(LIMITS, mode="off", files=files) as box:
        yield box


@pytest.fixture(params=["isolated_box", "plain_box"])
def box(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def session(box):
    with box.session() as session:
        yield session


@pytest.fixture
def isolated(isolated_box):
    """A session of the isolated box."""
    with isolated_box.session() as session:
        yield session
