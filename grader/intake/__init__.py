"""Turn whatever a student hands in into the instructor's notebook with the student's answers.

    recognise(submitted, candidates)     which notebook is this, whatever its file is called?
    rebuild(release, source, submitted)  the notebook to run, and what had to be done to get there

Both are pure: they read bytes and notebooks and touch nothing else.
"""

from grader.intake.assemble import Intake, rebuild
from grader.intake.notes import Note
from grader.intake.recognition import recognise

__all__ = ["Intake", "Note", "rebuild", "recognise"]
