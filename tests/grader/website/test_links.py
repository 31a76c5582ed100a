"""Do links lead to where things are on the site?"""

import pytest

from grader.places import ROOT
from grader.website.links import lesson_section, place_of, relinked
from grader.weeks import weeks

COURSE = weeks(ROOT)
WEEK2 = "week2-logistic-regression"
ADDRESS = "https://github.com/OWNER/NAME"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("docs/syllabus.md", "syllabus.md"),
        ("docs/sheets/week1.md", "sheets/week1.md"),
        ("docs/site/conf.py", ""),
        (
            "notebooks/week2-1-logistic-regression.ipynb",
            "lessons/week2-1-logistic-regression.ipynb",
        ),
        ("release/START-HERE.ipynb", "index.md"),
        (f"release/{WEEK2}/{WEEK2}.ipynb", "assignments.md#week-2"),
        (f"source/{WEEK2}/{WEEK2}.ipynb", ""),
        ("release/no-such-week/x.ipynb", ""),
    ],
)
def test_a_file_has_one_place(path, place):
    assert place_of(path, COURSE) == place


@pytest.mark.parametrize(
    ("here", "link", "then"),
    [
        ("docs/scale.md", "[a](instructor-guide.md#a-week)", "[a](instructor-guide.md#a-week)"),
        ("docs/jupyterhub/README.md", "[a](../scale.md)", "[a](../scale.md)"),
        ("docs/glossary.md", "[a](../notebooks/x.ipynb#The-Z)", "[a](lessons/x.ipynb#the-z)"),
        ("docs/sheets/a.md", "[a](../../notebooks/x.ipynb)", "[a](../lessons/x.ipynb)"),
        ("notebooks/x.ipynb", "[a](y.ipynb)", "[a](y.ipynb)"),
        ("notebooks/x.ipynb", "[a](../release/START-HERE.ipynb)", "[a](../index.md)"),
        ("notebooks/x.ipynb", f"[a](../release/{WEEK2}/x.ipynb)", "[a](../assignments.md#week-2)"),
        ("docs/scale.md", "[a](../CONTRIBUTING.md)", f"[a]({ADDRESS}/blob/main/CONTRIBUTING.md)"),
        ("docs/scale.md", "[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
        ("docs/scale.md", "x = a[i](z) and ![a](p.md)", "x = a[i](z) and ![a](p.md)"),
    ],
)  # fmt: skip
def test_links_are_rewritten(here, link, then):
    assert relinked(link, here, COURSE, ADDRESS) == then


def test_without_an_address_a_link_to_elsewhere_leaves_its_words():
    assert relinked("See [this](../CONTRIBUTING.md).", "docs/scale.md", COURSE) == "See this."


def test_a_hints_section_is_found():
    week = next(week for week in COURSE if week.number == 2)
    found = lesson_section(week, "The sigmoid")
    assert found == "lessons/week2-1-logistic-regression.ipynb#the-sigmoid"
    assert lesson_section(week, "No such heading") == ""
