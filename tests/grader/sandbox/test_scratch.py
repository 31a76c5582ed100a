"""Temporary folders: private, copied, swept."""

import os

import pytest

from grader.sandbox import Sandbox
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
