"""Is a bundle made ready once in a process, with all that its submissions need?"""

from dataclasses import replace

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from grader.pipeline.bundle import Bundle
from grader.pipeline.prepare import prepare
from grader.places import ROOT
from grader.sandbox import Limits
from tests.grader.pipeline import tiny

WEEK2 = "week2-logistic-regression"


def bundle(**changed):
    imports = new_code_cell("%matplotlib inline\nimport json\nfrom math import tau")
    book = tiny.source()
    book.cells.insert(0, imports)
    text = nbformat.writes(book)
    books = {tiny.NAME: text}
    plain = Bundle(tiny.NAME, {}, books, books, "", "secret", Limits(), "auto", "key of tiny")
    return replace(plain, **changed)


def test_notebooks_are_parsed_and_what_the_course_imports_is_imported():
    found = prepare(bundle())
    assert found.sources[tiny.NAME].cells[1].source == "# Tiny"
    assert found.trusted[tiny.NAME]["tau"] > 6 and found.imports == ("json", "math")
    assert found.asked[tiny.NAME] == {"double", "halves"} and found.key is None


def test_a_bundle_is_made_ready_once_until_another_one_comes():
    first = prepare(bundle())
    assert prepare(bundle()) is first
    assert prepare(bundle(key="another")) is not first
    assert prepare(bundle()) is first
    assert prepare(bundle(key="a third")) is not first
    assert prepare(bundle()) is not first  # no more than two are kept


def test_the_answer_key_is_made_from_the_bundle_and_not_from_the_disk():
    path = ROOT / "source" / WEEK2 / f"{WEEK2}.ipynb"
    text = path.read_text(encoding="utf-8").replace("dZ = A - Y", "dZ = A - Y # as is")
    empty = nbformat.writes(new_notebook())
    found = prepare(
        bundle(assignment=WEEK2, instructor={WEEK2: text}, sources={WEEK2: empty}, key="changed")
    )
    assert "# as is" in found.key.assignment.solution("propagate")
    assert found.key.secret == "secret"
