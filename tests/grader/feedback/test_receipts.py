"""Does a receipt say what came, what it was read as, and only the points that it may?"""

from datetime import datetime

import nbformat
import pytest
from bs4 import BeautifulSoup

from grader.feedback import receipts
from grader.rows import Grade, Notebook, Submission

WHEN = datetime(2026, 10, 1, 12)


def row(credit, label, points=2.0):
    return {"label": label, "credit": credit, "points": points}


RECORD = {
    "status": "graded",
    "notes": ["The file “x.ipynb” was renamed.", "A person will look at this submission before it "
              "has a grade."],
    "reports": [
        {"function": "f", "rows": [row(1.0, "form"), row(0.5, "case 1"), row(1.0, "hidden cases")]},
        {"function": "quiz", "rows": [row(1.0, "q1")]},
    ],
}  # fmt: skip


def submission(score=6.0, taken=0.0, unread=False):
    grades = [Grade("test-f", 6.0, score, None, 0.0, False)]
    grades += [Grade("why", 4.0, None, None, 0.0, True)] * unread
    return Submission("ada", WHEN, None, None, [Notebook("week0", taken, grades)])


@pytest.fixture
def told(tmp_path, monkeypatch):
    folder = tmp_path / "ada"
    folder.mkdir()
    book = nbformat.v4.new_notebook()
    nbformat.write(book, folder / "week0.ipynb")
    (folder / "data.csv").write_text("1,2")
    (folder / "timestamp.txt").write_text("x")
    monkeypatch.setattr(receipts, "read_record", lambda _: RECORD)

    def make(**about):
        return receipts.receipt("week0", folder, {"week0": book}, folder, submission(**about))

    return make


def test_it_names_the_files_with_their_digests_notebooks_first(told, tmp_path):
    found = told()
    assert list(found["files"]) == ["week0.ipynb", "data.csv"]
    assert found["read_as"] == {"week0": "week0.ipynb"}
    assert found["handed_in"] == "2026-10-01 12:00:00 UTC"
    assert found["notes"] == RECORD["notes"][:1]
    assert receipts.is_of(found, tmp_path / "ada", WHEN)
    assert not receipts.is_of(found, tmp_path / "ada", datetime(2026, 10, 2))
    (tmp_path / "ada" / "data.csv").write_text("3")
    assert not receipts.is_of(found, tmp_path / "ada", WHEN)


def test_visible_points_are_those_that_a_student_sees_anyhow(told):
    assert told()["visible"] == {"score": 3.0, "of": 4.0}
    words = receipts.text(told(), all_points=False)
    assert "3 of 4 points" in words and "of 6" not in words
    words = receipts.text(told(taken=1.0, unread=True), all_points=True)
    assert "5 of 10, 1 taken off for being late, 1 answer not read yet" in words


def test_it_is_kept_as_data_and_as_text_with_those_before_it(told, tmp_path):
    place = tmp_path / "feedback"
    assert receipts.read(place) is None
    receipts.write(place, told(), True)
    found = receipts.read(place)
    assert found == told() | {"received": found["received"]}
    assert found["files"]["week0.ipynb"] in (place / receipts.TEXT).read_text(encoding="utf-8")
    (past,) = receipts.earlier(found)
    assert past["files"] == found["files"] and "points" not in past
    assert len(receipts.earlier(found | {"earlier": [past] * 50})) == receipts.MOST_EARLIER
    (place / receipts.NAME).write_text("[1]")
    assert receipts.read(place) is None


def test_a_page_that_is_only_a_receipt_runs_nothing(told):
    evil = "<script>hit()</script>"
    text = receipts.page(told() | {"files": {evil: "ab"}, "notes": [evil]}, "week0")
    found = BeautifulSoup(text, "html.parser")
    assert not found.select("script") and "default-src 'none'" in text
    assert "3 of 4 points" in found.text and "of 6" not in found.text


def test_of_what_waits_for_a_person_no_points_are_said(told):
    waits = told() | {"points": told()["points"] | {"waits": True}}
    words = receipts.text(waits, True)
    assert "A person will look" in words and " of " not in words.partition("Received")[2]
    assert "Visible checks" not in receipts.page(waits, "week0")
