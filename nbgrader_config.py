"""nbgrader's configuration for this course: every line is a choice an instructor may change."""

import contextlib
import os
import sys
from pathlib import Path

here = Path(__file__).resolve().parent
c = get_config()  # noqa: F821 - nbgrader provides it

# nbgrader runs alembic by its name, wherever it was itself started from.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

# --- who grades -----------------------------------------------------------------------------------
# Students' code runs in a sandbox of its own, away from tests and grades. Without the next lines
# nbgrader grades by itself, with the same scores for honest work. They come first, since nbgrader
# goes on after an error in this file.
try:
    from grader.collecting.app import install as install_collecting
    from grader.feedback import install as install_feedback
    from grader.gradebook import GradebookError, look_at
    from grader.pipeline.converter import install
except ImportError as error:
    sys.exit(f"{error}: start nbgrader with the course's own Python, {here}/.venv/bin/python")

install()
install_collecting()
install_feedback()

# --- where things are -----------------------------------------------------------------------------
# COURSE_ROOT moves what a class needs and makes (release/, submitted/, autograded/, feedback/, the
# gradebook, the secret) to another folder, as `make demo` does: then nothing is written here. The
# assignments are always read from here.
root = Path(os.environ.get("COURSE_ROOT") or here).resolve()
try:
    root.mkdir(parents=True, exist_ok=True)
except OSError as error:
    sys.exit(f"The folder COURSE_ROOT cannot be made: {error}")
c.CourseDirectory.course_id = "neural-networks-by-hand"
c.CourseDirectory.root = str(root)
# The gradebook is a file in the course's folder, unless an address says that it is elsewhere, for
# instance "postgresql+psycopg://grader@db.example.org/course" (docs/scale.md).
gradebook = os.environ.get("NBGRADER_DB_URL") or ""
if gradebook:
    c.CourseDirectory.db_url = gradebook
try:
    look_at(gradebook or f"sqlite:///{root / 'gradebook.db'}")
except GradebookError as error:
    sys.exit(str(error))
c.CourseDirectory.source_directory = str(here / "source")

# What a graded folder keeps for the next run is nobody else's business.
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc",
    "__pycache__",
    "feedback",
    "grading.json",
]

# The exchange, through which students fetch and hand in, is a folder of the course by default. On a
# shared machine, set it to one that everybody can reach, for instance /srv/nbgrader/exchange.
exchange = Path(os.environ.get("EXCHANGE_ROOT") or root / "exchange")
with contextlib.suppress(OSError):  # nbgrader says so, when one that is needed is not there
    exchange.mkdir(parents=True, exist_ok=True)
c.Exchange.root = str(exchange)

# --- release: what students get -------------------------------------------------------------------
c.GenerateAssignment.preprocessors = [
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "grader.release.ClearSolutionRegions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "grader.questions.SaveQuestions",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "grader.release.ShipStudentFiles",
]
# For those who learn alone: True, and the quiz confirms a right choice and explains a wrong one at
# once. Then the released folder holds the answers to it.
c.ShipStudentFiles.self_study = False

# Where the zips of `make zips` are on the web: a project on GitHub, "https://github.com/OWNER/NAME",
# with the zips in its latest release, gives Colab and Binder badges too; or any folder with them.
c.ShipStudentFiles.address = os.environ.get("COURSE_ADDRESS") or ""
c.ShipStudentFiles.hand_in = "upload"  # or "exchange", or a sentence that says how

# --- collecting downloads of a learning platform --------------------------------------------------
c.Collecting.patterns = []  # for names of your own: see docs/instructor-guide.md
c.Collecting.names_file = "names.csv"  # in the course's folder: a name in a download, a student
c.Collecting.time_zone = ""  # of times in names, for instance "Europe/Berlin": they carry none

# --- grading --------------------------------------------------------------------------------------
c.SandboxedAutograde.sandbox = os.environ.get("SANDBOX") or "auto"  # or "required", "off"
c.SandboxedAutograde.jobs = int(os.environ.get("JOBS") or 0)  # 0: one a core
# A Dask scheduler, for instance "tcp://10.0.0.1:8786", whose workers grade in place of this machine
# (docs/scale.md).
c.SandboxedAutograde.scheduler = os.environ.get("SCHEDULER") or ""
c.SandboxedAutograde.cell_seconds = 30  # for a cell, and for all calls of a test cell
c.SandboxedAutograde.submission_seconds = 600
c.SandboxedAutograde.memory_mb = 2048
c.SandboxedAutograde.disk_mb = 64
c.SandboxedAutograde.output_mb = 1
c.SandboxedAutograde.processes = 32
c.SandboxedAutograde.python_files = False  # True: a .py in place of the notebook is graded, too

# What nbgrader does when it grades by itself.
c.Execute.timeout = 120  # seconds a cell

# --- handing in late ------------------------------------------------------------------------------
c.AssignLatePenalties.plugin_class = "grader.late.DailyPenalty"
c.DailyPenalty.per_day = 0.10  # of the points earned, for every day begun
c.DailyPenalty.at_most = 0.50
c.DailyPenalty.grace_minutes = 15

# --- feedback: what students read -----------------------------------------------------------------
c.FeedbackPages.jobs = int(os.environ.get("JOBS") or 0)  # 0: one a core
# Where the lessons are on the web, for the links of hints besides the excerpts on the page itself:
# "https://OWNER.github.io/NAME/lessons/{lesson}.html#{slug}" of a site, or on GitHub
# "https://github.com/OWNER/NAME/blob/main/notebooks/{lesson}.ipynb#{anchor}".
c.FeedbackPages.lessons = os.environ.get("COURSE_LESSONS") or ""

# `make watch` gives the whole page at once; False: only a receipt, until `make feedback`.
c.Watching.feedback = True
c.Watching.patience = 10  # seconds without a change, for a hand-in that looks half-copied

# A page can be released and found, however the work came in and whatever its file was called.
c.ExchangeFactory.release_feedback = "grader.exchange.ReleaseFeedback"

# --- grades as a file -----------------------------------------------------------------------------
c.ExportApp.plugin_class = "grader.export.SafeCsv"
