"""Does a late submission lose what the rule says?"""

import pytest
from traitlets.config import Config

from grader.late import DailyPenalty

MINUTE, DAY = 60, 24 * 60 * 60


@pytest.mark.parametrize(
    ("seconds", "penalty"),
    [
        (-DAY, None),
        (0, None),
        (15 * MINUTE, None),
        (15 * MINUTE + 1, 8.0),
        (DAY, 8.0),
        (DAY + 1, 16.0),
        (1.5 * DAY, 16.0),
        (4 * DAY + 1, 40.0),
        (5 * DAY + 1, 40.0),
        (400 * DAY, 40.0),
    ],
)
def test_a_tenth_for_every_day_begun_after_the_grace_and_half_at_most(seconds, penalty):
    assert DailyPenalty().late_submission_penalty("student-01", 80.0, seconds) == penalty


def test_the_rule_can_be_changed_in_the_configuration():
    rule = {"per_day": 0.25, "at_most": 1.0, "grace_minutes": 0.0}
    plugin = DailyPenalty(config=Config(DailyPenalty=rule))
    assert plugin.late_submission_penalty("student-01", 10.0, 1) == 2.5
    assert plugin.late_submission_penalty("student-01", 10.0, 9 * DAY) == 10.0


def test_nothing_is_lost_of_nothing():
    assert DailyPenalty().late_submission_penalty("student-01", 0.0, 3 * DAY) == 0.0
