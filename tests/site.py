"""The whole site, built once for all tests that look at it."""

import os
import subprocess
import sys
from pathlib import Path

from grader.places import ROOT
from tests.course import once

ADDRESS = "https://github.com/OWNER/NAME"


def built_site(tmp_path_factory) -> Path:
    """The folder of its pages, for a course that is on GitHub."""

    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "grader", "site", "--to", str(folder)]
        # More processes of Sphinx hand pages to each other, which takes longer in sum.
        environment = os.environ | {"COURSE_ADDRESS": ADDRESS, "JOBS": "1"}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    return once(tmp_path_factory, "site", build) / "html"
