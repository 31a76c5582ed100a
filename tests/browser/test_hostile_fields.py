"""Does anything that a file says of itself run where somebody looks at it?

Every field of a notebook that is handed in, at every depth, takes hostile values in turn; the
submissions are graded as a class, feedback is made, and the autograded notebooks, the formgrader's
pages and the feedback are opened in Chromium.
"""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbgrader.coursedir import CourseDirectory
from playwright.sync_api import Browser

from grader.feedback import FeedbackPages
from tests.browser.test_hostile_outputs import EVIL, RAN, exporter, picture, visit_all
from tests.course import once
from tests.grader.pipeline import tiny

pytestmark = pytest.mark.browser

SCRIPT = f"<script>{RAN}</script><img src=x onerror={RAN}><svg onload={RAN}>"
VALUES = {
    "script": SCRIPT,
    "attribute": f"x\" onmouseover='{RAN}' onfocus=\"{RAN}\" style='background:url({EVIL})",
    "markdown": f"[x](javascript:{RAN}) ![y]({EVIL}/p.png) $\\href{{javascript:{RAN}}}{{z}}$ `<b>",
    "surrogate": "\ud800" + SCRIPT,
    "control": f"\x00\x1b[38m\x1b]8;;{EVIL}\x07\u202e\r\n# {SCRIPT}",
    "long": SCRIPT + "x" * 20_000,
    "nested": [{SCRIPT: [[[[SCRIPT]]]]}],
}
PAGES = {"a.html": f"<script>{RAN}</script>", "b.svg": f"<svg onload='{RAN}'/>", "c.js": RAN,
         "d.xhtml": f"<script>{RAN}</script>", "e.png": f"<script>{RAN}</script>"}  # fmt: skip


def filled(part: object, value: object, kept: tuple[str, ...] = ()) -> object:
    """A part of a notebook with a hostile value in every field; some keys stay as they are."""
    if isinstance(part, dict):
        extra = {str(value)[:2000]: value}
        return {k: v if k in kept else filled(v, value) for k, v in part.items()} | extra
    if isinstance(part, list):
        return [filled(one, value) for one in part] + [value]
    return value


def hostile(book: dict, value: object) -> dict:
    """The notebook with its answers, and the value wherever else a file may say something."""
    image = {"image/png": picture(), "image/svg+xml": base64.b64encode(SCRIPT.encode()).decode()}
    name = str(value)[:2000]
    for cell in book["cells"]:
        if not cell["metadata"].get("nbgrader"):
            cell["id"] = value
        cell["metadata"] |= {"tags": [value], "name": value, "slideshow": {"slide_type": value}}
        if cell["cell_type"] == "code":
            data = {"text/plain": value, name: value, "image/png": picture()}
            about = {"image/png": {"width": value}, "filenames": {"image/png": value}, name: value}
            shown = {"output_type": "execute_result", "data": data, "metadata": about}
            cell["outputs"] = [shown | {"execution_count": value}, filled(shown, value)]
            cell["execution_count"] = value
        if cell.get("id") == "why":
            cell["attachments"] = {name: image, "ok.png": image}
            cell["source"] = f"Because. ![{name}](attachment:{name}) ![k](attachment:ok.png)"
    extra = {"cell_type": "markdown", "id": value, "source": f"![x](attachment:{name})"}
    marks = {"grade_id": value, "grade": value, "points": value, "solution": True}
    book["cells"].append(extra | {"metadata": {"nbgrader": marks}, "attachments": {name: image}})
    book["cells"].append({"cell_type": value, "source": [value, name], "metadata": value})
    about = {"name": value, "display_name": value, "language": value}
    language = {"name": value, "version": value, "pygments_lexer": value, "codemirror_mode": about}
    book["metadata"] = {"kernelspec": about, "language_info": language, "title": value, name: value}
    return book


def each_alone(book: dict) -> Iterator[tuple[str, Callable[[dict], dict]]]:
    """Whole parts of a notebook replaced: what a reader may stumble over."""
    for key in ("metadata", "nbformat", "nbformat_minor"):
        yield key, lambda found, key=key: found | {key: SCRIPT}
    for key in book["cells"][1]:
        if key not in ("cell_type", "source"):
            yield (
                f"cell-{key.replace('_', '-')}",
                lambda found, key=key: (
                    found | {"cells": [cell | {key: [SCRIPT]} for cell in found["cells"]]}
                ),
            )


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> Path:
    """A course whose class has handed in all of that, graded and with feedback."""

    def build(root: Path) -> None:
        tiny.make_course(root)
        released = root / "release" / tiny.NAME / f"{tiny.NAME}.ipynb"
        book = json.loads(released.read_text(encoding="utf-8"))
        changes = {name: lambda b, v=value: hostile(b, v) for name, value in VALUES.items()}
        changes |= dict(each_alone(book))
        for name, change in changes.items():
            folder = tiny.hand_in(root, f"student-{name}")
            path = folder / f"{tiny.NAME}.ipynb"
            found = change(json.loads(path.read_text(encoding="utf-8")))
            path.write_text(json.dumps(found), encoding="utf-8")
            for file, text in PAGES.items():
                (folder / file).write_text(text, encoding="utf-8")
        tiny.hand_in(root, "student-honest")
        tiny.grade(root, jobs=1)
        loaded = tiny.config(root)
        loaded.CourseDirectory.merge({"assignment_id": tiny.NAME, "student_id": "*"})
        FeedbackPages(coursedir=CourseDirectory(config=loaded), config=loaded).start()

    return once(tmp_path_factory, "hostile-fields", build)


def students(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "submitted").iterdir())


def test_the_class_is_graded_and_has_its_feedback(graded: Path):
    scores = tiny.scores(graded)
    names = students(graded)
    assert len(names) > 14
    assert scores == dict.fromkeys(names, 5.0)
    for name in names:
        page = graded / "feedback" / name / tiny.NAME / f"{tiny.NAME}.html"
        assert "could not be made" not in page.read_text(encoding="utf-8"), name


def test_no_folder_serves_a_page_or_a_drawing_of_a_students(graded: Path):
    for step in ("autograded", "feedback"):
        for path in (graded / step).rglob("*"):
            if path.is_file():
                ours = step == "feedback" and path.name == f"{tiny.NAME}.html"
                plain = path.suffix in (".ipynb", ".txt", ".json", ".zip")
                assert ours or plain, path
        assert len(list((graded / step).rglob("handed-in-files.zip"))) == len(students(graded)) - 1


def drawn(path: Path, template: str) -> str:
    """A page as nbconvert or the formgrader makes it of a notebook."""
    about = {"base_url": "", "submission_id": "1", "notebook_id": tiny.NAME, "index": 0, "total": 1}
    about |= {"assignment_id": tiny.NAME, "student": path.parents[1].name, "notebook_path": "x"}
    page, _ = exporter(template).from_notebook_node(nbformat.read(path, 4), about)
    return page


@pytest.mark.parametrize("template", ["lab", "formgrade", "feedback"])
def test_nothing_runs_where_somebody_looks(
    graded: Path, browser: Browser, tmp_path: Path, template: str
):
    def page_of(student: str) -> Path:
        if template == "feedback":
            return graded / "feedback" / student / tiny.NAME / f"{tiny.NAME}.html"
        path = tmp_path / f"{student}.html"
        source = graded / "autograded" / student / tiny.NAME / f"{tiny.NAME}.ipynb"
        path.write_text(drawn(source, template), encoding="utf-8")
        return path

    names = students(graded)
    pages = dict(zip(names, visit_all(browser, [page_of(name) for name in names]), strict=True))
    honest = pages["student-honest"]
    for student, seen in pages.items():
        assert (seen["ran"], seen["dialogs"]) == (0, []), student
        assert seen["asked"] - honest["asked"] == set(), student
        assert not any("javascript:" in link for link in seen["links"] if link), student
        assert "double" in seen["text"]  # a name that every page has


def test_the_same_fields_do_run_when_nobody_cleans_them(browser: Browser, tmp_path: Path):
    book = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_markdown_cell(f"The notebook asked for the kernel “{SCRIPT}”.")]
    )
    nbformat.write(book, tmp_path / "x.ipynb")
    page = tmp_path / "x.html"
    page.write_text(drawn(tmp_path / "x.ipynb", "classic"), encoding="utf-8")
    (seen,) = visit_all(browser, [page])
    assert seen["ran"] > 0
