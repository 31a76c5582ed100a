"""Does a page say the whole, then each question; with hints, comments and what is still due?"""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from grader.answer_key import variants
from grader.assignment import load_assignment
from grader.exercises import exercises_of
from grader.feedback.excerpts import excerpts
from grader.feedback.page import Facts, duration, page, plain_page
from grader.grading import key_of
from grader.pipeline.record import Keys
from grader.pipeline.record import record as record_of
from grader.pipeline.result import CellReport, Due, Result
from grader.pipeline.result import Grade as Scored
from grader.rows import Comment, Grade, Notebook, Submission
from tests.course import SECRET
from tests.grader.feedback.drawing import NAME, drawn, test_cell, words
from utils.examine import Report, Row, examine
from utils.table import Table, as_html, as_text

TEST = (
    "check(f)\n### BEGIN HIDDEN TESTS\nfrom grader.grading import grade\ngrade(f)\n"
    "### END HIDDEN TESTS"
)
ASSIGNMENT = load_assignment(NAME)
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def grade(name, points, score, manual=None, extra=0.0):
    waits = score is None and manual is None
    return Grade(name, points, score, manual, extra, waits)


def solution(name, source, make=new_code_cell, graded=False, **more):
    info = {"grade": graded, "solution": True, "task": False, "grade_id": name, "points": 5}
    return make(source, metadata={"nbgrader": info}, **more)


def recorded(*reports, people=()):
    """grading.json of a submission with these reports, a cell each."""
    found = tuple(CellReport(NAME, f"test-{one.function}", one) for one in reports)
    grades = tuple(Scored(NAME, one.cell, one.report.score, one.report.points) for one in found)
    result = Result("graded", {}, grades, (), found, people=tuple(people))
    return record_of(result, Keys("k"))


def soup(text):
    return BeautifulSoup(text, "html.parser")


@pytest.mark.parametrize("function", exercises_of(NAME))
@pytest.mark.parametrize("ours", [True, False])
def test_every_listed_mistake_shows_its_own_hint_on_the_page(function, ours):
    """Also where nbgrader graded by itself, and the table is what the test displayed."""
    exercise = exercises_of(NAME)[function]
    found = key_of(NAME, SECRET).checks(function)
    for name, mistaken in variants(ASSIGNMENT, exercise).items():
        report = examine(mistaken, found)
        table = Table(report, f"{name}: {report.score}")
        data = {"text/html": as_html(table), "text/plain": as_text(table)}
        cell = test_cell(TEST, [new_output("display_data", data)],
                         f"test-{function}", report.points)  # fmt: skip
        text = words(drawn(cell, record=recorded(report) if ours else None))
        for entry in exercise.listed:
            assert (entry.hint in text) is (entry.name == name), (name, entry.name)
        assert "grader.grading" not in text and "HIDDEN TESTS" not in text


def test_the_whole_comes_first_with_the_few_things_to_look_at_next():
    names = ["a", "b", "c", "d", "e"]
    lost = {"a": 1, "b": 4, "c": 0, "d": 3, "e": 2}
    some, full = Row("case 1", 0.5, 5.0, "It differs."), Row("case 1", 1.0, 5.0)
    reports = [
        Report(n, (some if lost[n] else full,), 5.0 - lost[n], 5.0, hint=f"hint {n}") for n in names
    ]
    cells = [test_cell(f"check({n})", grade_id=f"test-{n}", points=5) for n in names]
    grades = [grade(f"test-{n}", 5.0, 5.0 - lost[n]) for n in names]
    found = soup(drawn(*cells, grades=grades, record=recorded(*reports)))
    whole = found.select_one("section.whole")
    assert whole.h2.text == "15 of 25 points"
    assert [one.a.text for one in whole.select(".next li")] == ["b", "d", "e"]
    for one in whole.select(".next li"):
        assert f"hint {one.a.text}" in one.text
        assert found.select_one(one.a["href"]).h2.text.strip() == one.a.text
    assert "All points: c ." in words(str(whole))


def test_a_perfect_page_says_so_and_an_empty_one_blames_nobody():
    cell = test_cell("check(a)", grade_id="test-a")
    right = Report("a", (Row("case 1", 1.0, 4.0),), 4.0, 4.0, hint="none of this", see="Nor this")
    text = words(drawn(cell, grades=[grade("test-a", 4.0, 4.0)], record=recorded(right)))
    assert "4 of 4 points" in text and "Nothing is left to mend." in text
    assert "none of this" not in text and "Nor this" not in text
    text = words(drawn(cell, grades=[grade("test-a", 4.0, 0.0)], record=recorded()))
    assert "0 of 4 points" in text and "What went well" not in text


def test_a_hint_leads_to_the_section_of_the_lesson_on_the_page_itself():
    see = exercises_of(NAME)["sigmoid"].see
    report = Report(
        "sigmoid", (Row("case 1", 0.0, 4.0, "It differs."),), 0.0, 4.0, "Look.", see=see
    )
    cell = test_cell("check(sigmoid)", grade_id="test-sigmoid")
    about = {"excerpts": excerpts(NAME, [see]), "lessons": "https://x.org/{lesson}.html#{slug}"}
    found = soup(drawn(cell, record=recorded(report), **about))
    link = found.select_one(".hint a")
    article = found.select_one(link["href"])
    assert see in link.text and article.h3.text == see
    assert article.find("math") and "lessons/week2-1" in article.text
    assert article.select_one("a")["href"].startswith("https://x.org/week2-1")
    text = drawn(cell, record=recorded(report))  # a heading of no lesson has no link
    assert f"See “{see}”" in words(text) and not soup(text).select(".hint a")


def test_answers_comments_pictures_and_points_by_hand_are_shown():
    shown = new_output("display_data", {"image/png": PICTURE, "text/plain": "a curve"})
    cells = [
        new_markdown_cell("# The title of $x$"),
        new_markdown_cell("## 1 · In your words"),
        solution("why", "Because **of** $m$.", new_markdown_cell, True),
        new_markdown_cell("## 2 · A plot"),
        solution("plot", "plt.plot(x)", outputs=[shown]),
        test_cell("assert x", grade_id="test-plot", points=2),
        new_markdown_cell("## Afterwards"),
        new_code_cell("more()", outputs=[shown, new_output("stream", text="text\n")]),
    ]
    grades = [grade("why", 5.0, None, 3.5, 0.5), grade("test-plot", 2.0, 2.0)]
    comments = [Comment("why", None, "Good, but **why**?"), Comment("plot", "No response.", None)]
    text = drawn(*cells, grades=grades, comments=comments)
    found = soup(text)
    first, second = found.select("section.question")
    assert first.h2.text == "1 · In your words" and "given by a person" in first.text
    assert first.select_one(".points").text.startswith("4 of 5 points")
    assert first.select_one(".comment strong").text == "why" and first.find("math")
    assert len(second.select("img")) == 1 and second.img["alt"] == "a curve"
    assert "assert x" in second.text
    assert found.select_one(".besides h3").text == "Afterwards"
    assert len(found.select_one(".besides").select("img")) == 1
    assert found.h1.find("math") and found.html["lang"] == "en"


def test_what_a_person_has_to_read_has_no_points_yet():
    cell = solution("why", "Because.", new_markdown_cell, True)
    other = test_cell("assert f", grade_id="test-f", points=4)
    grades = [grade("why", 5.0, None), grade("test-f", 4.0, 4.0)]
    text = words(drawn(cell, other, grades=grades))
    assert "4 of 9 points so far" in text and "One answer is not read yet" in text
    assert "not read yet, 5 points" in text and "0 of 5" not in text
    waits = Due("unreadable: it is no notebook", NAME, "why")
    record = recorded(people=[waits]) | {
        "grades": [{"notebook": NAME, "cell": "why", "score": None, "points": 5.0}]
    }
    text = words(drawn(cell, other, grades=grades, record=record))
    assert "No points yet, of 9" in text and "Not graded yet." in text


@pytest.mark.parametrize(
    ("why", "shown"),
    [("unreadable: cut off", False), ("empty: nothing", False), ("fault: ours", True), ("", True)],
)
def test_what_was_released_is_nobodys_answer(why, shown):
    cells = [solution("f", "raise NotImplementedError"), test_cell("check(f)", points=4)]
    people = [Due(why, "" if why.startswith("empty") else NAME)] * bool(why)
    text = words(drawn(*cells, grades=[grade("test-f", 4.0, None)], record=recorded(people=people)))
    assert ("Your answer" in text and "NotImplementedError" in text) is shown
    assert "not read yet, 4 points" in text


@pytest.mark.parametrize(
    ("late", "taken", "said"),
    [
        (timedelta(), 0.0, ""),
        (timedelta(minutes=10), 0.0, "10 minutes after it was due; no points were taken off"),
        (timedelta(days=1, hours=12), 2.0, "1 day and 12 hours after it was due: 2 of the 10"),
    ],
)
def test_being_late_is_said_with_what_it_costs(late, taken, said):
    due = datetime(2026, 10, 1, 12)
    row = Notebook(NAME, taken, [grade("test-f", 10.0, 10.0)], [])
    handed = Submission("student-01", due + late, None, due, [row])
    text = words(page(Facts(NAME, NAME, [], handed)))
    assert said in text and ("after it was due" in text) is bool(said)
    assert f"{10 - taken:g} of 10 points" in text


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0.2, "1 minute"), (61, "1 hour and 1 minute"), (1440, "1 day"), (2 * 1440 + 5, "2 days")],
)
def test_a_length_of_time_is_said_in_two_units(minutes, said):
    assert duration(timedelta(minutes=minutes)) == said


def test_a_quiz_tells_each_choice_and_why_not():
    asked = "**Question 1.** What is $z$?\n\n- **a** one\n- **b** two"
    rows = (Row("q1", 0.0, 1.0, "Why not a: it is two."), Row("q2", 1.0, 1.0))
    report = Report("quiz", rows, 1.0, 2.0, choices={"q1": "a", "q2": "b"})
    cells = [
        new_markdown_cell(asked),
        solution("quiz-q1", 'quiz["q1"] = "a"'),
        new_markdown_cell("What else?"),
        solution("quiz-q2", 'quiz["q2"] = "b"'),
        test_cell("check_quiz(quiz)", grade_id="test-quiz", points=2),
    ]
    text = drawn(*cells, grades=[grade("test-quiz", 2.0, 1.0)], record=recorded(report))
    one, two = soup(text).select(".quiz > li")
    assert "q1 : you chose a" in words(str(one)) and "Why not a: it is two." in one.text
    assert one.find("math") and "What else?" in two.text
    assert 'quiz["q1"]' not in words(text)
    assert "Look again at q1" in words(text)


def test_a_task_keeps_what_is_written_below_it():
    info = {"task": True, "grade": False, "solution": False, "grade_id": "task", "points": 3}
    cells = [
        new_markdown_cell("## Free hands\nDo it.", metadata={"nbgrader": info}),
        new_code_cell("mine = 1"),
        new_markdown_cell("My own words."),
        new_markdown_cell("## The next"),
        solution("f", "def f(): ..."),
        test_cell("assert f", points=1),
    ]
    grades = [grade("task", 3.0, None), grade("test-f", 1.0, 1.0)]
    first, second = soup(drawn(*cells, grades=grades)).select("section.question")
    assert "mine = 1" in first.text and "My own words." in first.text and "Do it." in first.text
    assert "def f()" in second.text and "mine" not in second.text


def test_a_question_that_the_notebook_has_lost_is_still_on_the_page():
    text = words(drawn(grades=[grade("test-f", 4.0, None)]))
    assert "test-f" in text and "not read yet, 4 points" in text


def test_an_error_of_an_answer_and_of_a_visible_test_are_shown():
    error = new_output("error", ename="ValueError", evalue="no", traceback=["ValueError: no"])
    cells = [solution("f", "def f(): ...", outputs=[error]), test_cell("f()", [error])]
    found = soup(drawn(*cells))
    assert len(found.select("pre.error")) == 2


def test_nothing_on_a_page_runs_or_is_fetched():
    evil = "<script>hit()</script><img src=x onerror=hit()>"
    html = new_output("display_data", {"text/html": evil, "text/plain": evil})
    cells = [
        new_markdown_cell(f"# {evil}"),
        solution(
            "why", f"{evil} $\\href{{javascript:hit()}}{{x}} \\text{{{evil}}}$", new_markdown_cell
        ),
        solution("f", evil, outputs=[html, new_output("stream", text=evil)]),
        test_cell("f()", [html]),
    ]
    comment = Comment("f", None, evil)
    for record in (None, recorded()):
        text = drawn(*cells, record=record, comments=[comment])
        found = soup(text)
        assert "default-src 'none'" in found.select_one("[http-equiv]")["content"]
        assert not found.select("script, iframe, object, embed, link, [onerror], [src^=x]")
        assert not [a for a in found.select("a") if not a["href"].startswith("#")]


def test_a_page_that_cannot_be_made_says_the_points():
    row = Notebook("<i>", 1.0, [grade("a", 9.0, 6.0)])
    text = plain_page("<i>", Submission("student-01", notebooks=[row]))
    assert "5 of 9 points" in words(text) and "a person will" in words(text) and not soup(text).i
