"""Points for handing in late: a share of what was earned for every day begun, up to a limit."""

import math

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float

SECONDS_A_DAY = 24 * 60 * 60


class DailyPenalty(LateSubmissionPlugin):
    """Take ``per_day`` of the score for every day begun, but never more than ``at_most``."""

    per_day = Float(0.10, help="Share of the score taken for every day begun.").tag(config=True)
    at_most = Float(0.50, help="The largest share that is ever taken.").tag(config=True)
    grace_minutes = Float(15.0, help="Minutes after the due date that count as in time.").tag(
        config=True
    )

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points to take off; None when the submission is in time."""
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0:
            return None
        days = math.ceil(total_seconds_late / SECONDS_A_DAY)
        return round(score * min(self.per_day * days, self.at_most), 2)
