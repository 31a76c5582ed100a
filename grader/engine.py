"""The engine for any nbgrader course: two lines in its nbgrader_config.py.

    from grader.engine import configure
    configure(get_config())

Then `nbgrader autograde`, the formgrader's buttons and `nbgrader zip_collect` grade and collect as
this project does, with the course's own folders, gradebook and assignments. What the course's
configuration says after these lines counts.
"""

import os
import sys
from pathlib import Path

from traitlets.config import Config

from grader.collecting.app import install as install_collecting
from grader.feedback import install as install_feedback
from grader.pipeline.converter import install as install_grading

KEPT_BACK = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", "grading.json"]


def configure(config: Config) -> None:
    """Let the engine grade the course that ``config`` is about."""
    # nbgrader runs alembic by its name, wherever it was itself started from.
    scripts = str(Path(sys.executable).parent)
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)])
    install_grading()
    install_collecting()
    install_feedback()
    config.CourseDirectory.ignore = list(KEPT_BACK)
    config.ExchangeFactory.release_feedback = "grader.exchange.ReleaseFeedback"
    config.ExportApp.plugin_class = "grader.export.SafeCsv"
