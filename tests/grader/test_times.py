"""Is every time read as it was meant, or asked about?"""

from datetime import datetime

import pytest

from grader.times import TimeError, read_time

ELEVEN = datetime(2026, 10, 1, 11, 0)


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-01 11:00:00 UTC", "2026-10-01 11:00:00", "2026-10-01T11:00:00Z",
        "2026-10-01 13:00:00 CEST", "2026-10-01 12:00:00 cet", "2026-10-01 07:00:00 EDT",
        "2026-10-01 13:00:00 +0200", "2026-10-01 13:00:00 +02:00", "2026-10-01 13:00 UTC+2",
        "2026-10-01 13:00:00 +7200", "2026-10-01 13:00:00 Europe/Berlin",
        "2026-10-01 16:45:00 NPT", "2026-10-01 20:00:00 JST", "2026-10-01 05:00:00 -06:00",
    ],
)  # fmt: skip
def test_zones_are_understood(text):
    assert read_time(text) == ELEVEN


def test_a_part_of_a_second_is_kept():
    assert read_time("2026-10-01 13:00:00.123456 CEST") == ELEVEN.replace(microsecond=123456)
    assert read_time("2026-10-01 11:00:00,5") == ELEVEN.replace(microsecond=500_000)
    assert read_time("2026-10-01 11:00:00.123456789Z") == ELEVEN.replace(microsecond=123456)


@pytest.mark.parametrize(
    ("zone", "own", "hour"),
    [
        ("IST", "Asia/Kolkata", (16, 30)),
        ("IST", "Asia/Jerusalem", (13, 0)),
        ("BST", "Europe/London", (12, 0)),
        ("CST", "Asia/Shanghai", (19, 0)),
    ],
)
def test_the_courses_own_zone_says_what_a_name_means(zone, own, hour):
    text = f"2026-10-01 {hour[0]:02}:{hour[1]:02}:00 {zone}"
    assert read_time(text, own) == ELEVEN
    with pytest.raises(TimeError, match=r"c\.Collecting\.time_zone"):
        read_time(text)


@pytest.mark.parametrize(
    "text",
    ["", "no time", "2026-13-45 99:99", "2026-10-01 11:00:00 XYZT", "2026-10-01 11:00:00 No/Where",
     "2026-10-01 11:00:00 ../../etc/passwd", "0001-01-01 00:00:00 +1400", "\0" * 90],
)  # fmt: skip
def test_what_is_no_time_is_said(text):
    with pytest.raises(TimeError) as caught:
        read_time(text)
    assert str(caught.value).isprintable()
