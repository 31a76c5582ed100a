"""Does the command make a report of a class that was graded?"""

import shutil

import pytest
from bs4 import BeautifulSoup

from grader.report import command
from tests.course import once
from tests.grader.pipeline import tiny


@pytest.fixture
def graded(tmp_path_factory, tmp_path, monkeypatch):
    """A class of three, graded by the engine; one handed in no notebook, a fourth nothing."""

    def build(root):
        tiny.make_course(root)
        tiny.hand_in(root, "ada", why="It doubles.")
        (tiny.hand_in(root, "bob") / f"{tiny.NAME}.ipynb").write_text("no notebook")
        tiny.hand_in(root, "cid", tiny.RIGHT | {"double": "return x + 2"})
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COURSE_ROOT", str(root))
            tiny.grade(root, jobs=1)
        with tiny.gradebook(root) as book:
            book.add_student("dan")

    shutil.copytree(once(tmp_path_factory, "report-class", build), tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    return tmp_path


def text_of(root, name=tiny.NAME):
    return (root / "report" / f"{name}.html").read_text(encoding="utf-8")


def test_it_writes_a_page_for_each_assignment(graded, capsys):
    assert command.run([]) == 0
    assert str(graded / "report" / "tiny.html") in capsys.readouterr().out
    found = BeautifulSoup(text_of(graded), "html.parser")
    statuses = found.find("h2", id="open").parent
    assert "needs a person" in statuses.text and "nothing handed in" in statuses.text
    waits = {
        row.th.text.split()[0]: row.select("td")[1].text for row in statuses.select("tbody tr")
    }
    assert set(waits) == {"ada", "bob"}
    assert waits["ada"] == "why" and waits["bob"].startswith("unreadable")
    exercises = found.find("h2", id="exercises").parent.select("tbody tr")
    cells = {row.th.text: [cell.text for cell in row.select("td")] for row in exercises}
    assert cells["test-double"][:2] == ["2", "1.00"] and set(cells) == {
        "test-double", "test-halves", "why",
    }  # fmt: skip


def test_without_names_it_names_nobody(graded):
    assert command.run([tiny.NAME], hidden=True) == 0
    text = text_of(graded, "tiny-anonymous")
    for name in ("ada", "bob", "cid", "dan"):
        assert f">{name}" not in text and f"/{name}/" not in text
    assert "person 4" in text and "unreadable" in text


def test_what_is_not_there_is_said(graded, capsys, tmp_path_factory, monkeypatch):
    assert command.run(["other"]) == 1
    assert "is called other" in capsys.readouterr().err
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path_factory.mktemp("empty")))
    assert command.run([]) == 1
    assert "grade first" in capsys.readouterr().err
