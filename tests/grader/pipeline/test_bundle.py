"""What submissions are graded against: complete, keyed by content, or one sentence."""

import shutil

import nbformat
import pytest

from grader.pipeline.bundle import BundleError, make_bundle
from grader.sandbox import Limits
from tests.grader.pipeline import tiny


def bundle(course, name=tiny.NAME, secret="s", limits=None, mode="auto"):
    with tiny.gradebook(course) as gradebook:
        return make_bundle(
            gradebook, name, course / "release" / name, secret, limits or Limits(), mode
        )


def released(course):
    return course / "release" / tiny.NAME / f"{tiny.NAME}.ipynb"


def test_hidden_tests_are_in_the_sources_and_not_in_the_release(course):
    found = bundle(course)
    assert "double(-3)" in found.sources[tiny.NAME]
    assert "double(-3)" not in found.releases[tiny.NAME]
    assert "return 2 * x" not in found.sources[tiny.NAME]


def test_the_key_is_that_of_the_content(course):
    assert bundle(course).key == bundle(course).key


@pytest.mark.parametrize(
    "other", [{"secret": "t"}, {"limits": Limits(cell_seconds=7)}, {"mode": "off"}]
)
def test_the_key_changes_with_every_setting(course, other):
    assert bundle(course).key != bundle(course, **other).key


def test_the_key_changes_with_a_file_beside_the_notebook(course):
    before = bundle(course).key
    (released(course).parent / "data.csv").write_text("1,2\n")
    between = bundle(course).key
    (released(course).parent / "data.csv").write_text("1,3\n")
    assert len({before, between, bundle(course).key}) == 3


def test_no_release_is_one_sentence(course):
    shutil.rmtree(course / "release")
    with pytest.raises(BundleError, match=r"no released notebook in .*Run `nbgrader generate_ass"):
        bundle(course)


def test_an_assignment_that_the_gradebook_does_not_know_is_one_sentence(course):
    shutil.copytree(course / "release" / tiny.NAME, course / "release" / "other")
    with pytest.raises(BundleError, match=r"gradebook does not know other\. Run `nbgrader gen"):
        bundle(course, "other")


def test_a_released_notebook_that_is_gone_is_one_sentence(course):
    released(course).rename(released(course).with_name("renamed.ipynb"))
    with pytest.raises(BundleError, match=r"tiny is not in .* any more\. Run `nbgrader"):
        bundle(course)


def test_a_release_without_a_graded_cell_is_one_sentence(course):
    book = nbformat.read(released(course), 4)
    book.cells = [cell for cell in book.cells if cell.id != "test-double"]
    nbformat.write(book, released(course))
    with pytest.raises(BundleError, match=r"The released tiny has no cell test-double\. Run"):
        bundle(course)


def test_a_release_that_is_no_notebook_is_one_sentence(course):
    released(course).write_text("{ not a notebook")
    with pytest.raises(BundleError, match=r"tiny\.ipynb .*cannot be read.*Run `nbgrader"):
        bundle(course)
