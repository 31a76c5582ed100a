"""The course's `utils`, one folder up, for the lessons in here; a released folder has this too."""

from pathlib import Path

__path__ = [str(Path(__file__).resolve().parents[2] / "utils")]

from utils.needs import missing, not_ready  # found in the folder above

if missing():
    check = failing_case = not_ready
else:
    from utils.checks import check, failing_case

__all__ = ["check", "failing_case"]
