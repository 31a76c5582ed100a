"""Does the catalogue say what a student reads, and nothing of a solution?"""

import pytest

from grader.assignment import load_assignment
from grader.hints import tellings, tokens, within
from grader.hunting.cases import Hunt
from grader.places import ROOT
from grader.release import secret_lines
from grader.website.catalogue import literal, said, told, told_by
from grader.weeks import weeks
from tests.site import built_site
from utils.examine import Report, Row

WEEKS = [week for week in weeks(ROOT) if week.assignment]


@pytest.fixture(scope="module", params=WEEKS, ids=lambda week: week.assignment)
def week(request):
    return request.param


@pytest.fixture(scope="module")
def hunt(week) -> Hunt:
    return Hunt(load_assignment(week.assignment))


@pytest.fixture(scope="module")
def page(week, tmp_path_factory) -> str:
    """The page as it was written for the site."""
    source = built_site(tmp_path_factory).with_name("source")
    return (source / "mistakes" / f"week{week.number}.md").read_text("utf-8")


def test_every_mistake_is_there_with_its_hint(page, hunt):
    for name, exercise in hunt.exercises.items():
        assert f"\n## {name}\n" in page
        for mistake in exercise.listed:
            assert f"-{name}-{mistake.name})=\n**{mistake.name}**\n\n> " in page
            assert f"\nHint: {literal(mistake.hint)}\n" in page


def test_no_code_of_a_solution_is_there(page, hunt, week):
    """No line of one; and no expression of one among what checks said, right or mistaken."""
    assignment = hunt.assignment
    lines = {line.strip() for line in page.splitlines()}
    assert not {literal(line) for line in secret_lines(assignment)} & lines
    for function, exercise in hunt.exercises.items():
        quoted = [line for line in _section(page, function) if line.startswith("> ")]
        mine = [tokens(line.replace("\\", "")) for line in quoted]
        edits = [edit.new for mistake in exercise.listed for edit in mistake.edits]
        code = [tokens(new) for new in edits if len(tokens(new)) > 5]
        for secret in (*tellings(assignment, function), *code):
            assert not any(within(secret, line) for line in mine), secret


def _section(page: str, function: str) -> list[str]:
    return page.split(f"\n## {function}\n")[1].split("\n## ")[0].splitlines()


def test_a_mistake_is_told_in_the_words_of_its_check():
    hunt = Hunt(load_assignment("week2-logistic-regression"))
    sigmoid = hunt.exercises["sigmoid"]
    mistake = next(m for m in sigmoid.listed if m.name == "sign")
    first, second = said(hunt, told_by(hunt, sigmoid), mistake)
    assert first.startswith("case 1: The answer has the right shape, but 30 of 30 entries differ")
    assert second.startswith("a number: ")


def test_rows_that_say_the_same_are_said_once():
    rows = (
        Row("form: type and shape", 1, 1), Row("case 1", 0, 1, "It differs."),
        Row("case 2", 0, 1, "As in case 1."), Row("one", 0.5, 1, "It differs."),
        Row("two", 0, 1, "It stops."), Row("three", 0, 1, "Not tried: no."),
    )  # fmt: skip
    assert told(Report("f", rows, 0, 6)) == ["case 1: It differs.", "two: It stops."]


def test_what_markdown_would_take_for_its_own_stays_as_it_is():
    assert literal("dW[l] * `x`\n  <b> $5") == r"dW\[l\] \* \`x\` \<b\> \$5"
