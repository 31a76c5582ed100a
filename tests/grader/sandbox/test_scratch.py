"""Temporary folders: private, copied, swept."""

import os
import tempfile

import pytest

from grader.sandbox import Sandbox
from grader.sandbox.scratch import PREFIX, make_scratch, remove_scratch, sweep
from tests.grader.sandbox.looking import evaluate


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_do_files_of_a_private_folder_arrive(tmp_path, umask):
    before = os.umask(umask)
    try:
        folder = tmp_path / "private"
        folder.mkdir(mode=0o700)
        (folder / "data.txt").write_text("here")
        with Sandbox(files=folder) as box, box.session() as session:
            assert evaluate(session, "found = open('data.txt').read()") == "here"
    finally:
        os.umask(before)


def test_is_what_a_killed_process_left_swept_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ours, left = make_scratch(), tmp_path / f"{PREFIX}left"
    (left / "work").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "other")
    sweep()
    assert ours.path.exists() and (tmp_path / "other").exists() and not left.exists()
    remove_scratch(ours)
    assert not ours.path.exists()


def test_are_copied_files_readable_for_all_and_apart_from_the_originals(tmp_path):
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "a.txt").write_text("a")
    (tmp_path / "data" / "a.txt").chmod(0o600)
    scratch = make_scratch(tmp_path / "data")
    try:
        copy = scratch.path / "files" / "a.txt"
        assert copy.stat().st_mode & 0o777 == 0o644 and copy.parent.stat().st_mode & 0o777 == 0o755
        assert (scratch.path / "work").is_dir()
    finally:
        remove_scratch(scratch)
