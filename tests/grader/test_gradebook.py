"""Which gradebook is opened."""

from grader.gradebook import course_root, open_gradebook
from grader.places import ROOT


def test_the_course_is_the_projects_own_folder_unless_another_is_named(monkeypatch, tmp_path):
    monkeypatch.delenv("COURSE_ROOT", raising=False)
    assert course_root() == ROOT
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path / "a class"))
    assert course_root() == tmp_path / "a class"


def test_what_is_written_is_there_when_it_is_opened_again(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_ROOT", str(tmp_path))
    with open_gradebook() as gradebook:
        gradebook.add_student("student-01")
    with open_gradebook() as gradebook:
        assert [student.id for student in gradebook.students] == ["student-01"]
