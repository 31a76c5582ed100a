"""A gradebook in PostgreSQL: the same results, whoever else writes, whatever is ended and when."""

import contextlib
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

import psycopg
import pytest
from nbgrader.converters.base import NbGraderException

from grader import scores
from grader.export import SafeCsv
from grader.gradebook import INDEXES
from grader.pipeline import folders, record
from tests.grader.pipeline import tiny
from tests.postgres import program, server

# The full proof takes minutes: `make proof` runs it.
STUDENTS, KILLS = (200, 30) if os.environ.get("FULL_PROOF") else (12, 1)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The addresses of a server with the tiny assignment's release in a database `tiny`."""
    try:
        program("initdb")
    except FileNotFoundError as error:  # who is not root cannot have it installed by the tests
        pytest.skip(str(error))
    with server() as found:
        said(found, "CREATE DATABASE tiny")
        with pytest.MonkeyPatch.context() as patch:  # and no longer: `course` is made with a file
            patch.setenv("NBGRADER_DB_URL", driver(found) + "tiny")
            tiny.make_course(tmp_path_factory.mktemp("release") / "course")
        yield found


@pytest.fixture
def there(address, course, monkeypatch):
    """The name of a database of the test's own, where the gradebook of `course` is now."""
    name = f"course_{random.randrange(10**9)}"
    said(address, f"CREATE DATABASE {name} TEMPLATE tiny")
    monkeypatch.setenv("NBGRADER_DB_URL", driver(address) + name)
    monkeypatch.setenv("COURSE_ROOT", str(course))
    (course / "gradebook.db").unlink()
    yield address + name
    assert not (course / "gradebook.db").exists()


def driver(address):
    return address.replace("postgresql:", "postgresql+psycopg:")


def said(address, words, database="postgres"):
    with psycopg.connect(address + database, autocommit=True) as connection:
        found = connection.execute(words)
        return found.fetchall() if found.description else []


def exported(root):
    path = root / "grades.csv"
    with tiny.gradebook(root) as gradebook:
        SafeCsv(to=str(path)).export(gradebook)
    return path.read_bytes()


def start(root):
    command = [sys.executable, "-m", "tests.grader.pipeline.tiny", str(root), "1"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def calm(course, folder):
    """The same class, graded in peace into a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NBGRADER_DB_URL", raising=False)
        tiny.make_course(folder)
        shutil.copytree(course / "submitted", folder / "submitted", dirs_exist_ok=True)
        shutil.copytree(course / "release", folder / "release", dirs_exist_ok=True)
        tiny.grade(folder, jobs=1)
        patch.setenv("COURSE_ROOT", str(folder))
        return tiny.contents(folder), exported(folder)


def test_the_results_are_those_of_a_file_byte_for_byte(course, there, tmp_path, capsys):
    tiny.hand_in_class(course, 6)
    tiny.hand_in(course, "Ärger", when=None, why="So.")
    tiny.hand_in(course, "alba", {"double": "return x * 1.1", "halves": "return [0.1] * 3"})
    tiny.grade(course, jobs=2)
    tiny.grade(course, jobs=1, force=True)
    with tiny.gradebook(course) as gradebook:
        gradebook.update_or_create_student("student-001", last_name="Zoe")
        gradebook.update_or_create_student("student-001", last_name=None)
    found = tiny.contents(course), exported(course)
    assert found == calm(course, tmp_path / "calm")
    capsys.readouterr()
    assert scores.run([]) == 0
    assert "student-000" in capsys.readouterr().out
    names = {name for (name,) in said(there, "SELECT indexname FROM pg_indexes", "")}
    assert {f"ix_{table}_{column}" for table, column in INDEXES} <= names


def test_two_graders_and_an_open_page_of_formgrader_at_once(course, there, tmp_path):
    tiny.hand_in_class(course, STUDENTS)
    other = tmp_path / "another machine"
    shutil.copytree(course, other)
    shutil.rmtree(course / "submitted" / "student-000")
    shutil.rmtree(other / "submitted" / "student-001")
    with psycopg.connect(there) as page:
        page.execute("SELECT * FROM grade JOIN submitted_notebook n ON n.id = grade.notebook_id")
        graders = [start(course), start(other)]
        for grader in graders:
            words = grader.communicate(timeout=600)[1]
            assert grader.returncode == 0 and "fault" not in words, words
    shutil.copytree(other / "submitted", course / "submitted", dirs_exist_ok=True)
    assert tiny.contents(course) == calm(course, tmp_path / "calm")[0]


def test_a_student_whom_another_program_puts_there_meanwhile(course, there):
    tiny.hand_in(course, "ada")
    with psycopg.connect(there) as other:
        other.execute("INSERT INTO student (id, last_name) VALUES ('ada', 'Alba')")
        threading.Timer(1.0, other.commit).start()
        tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}
    assert said(there, "SELECT last_name FROM student", "") == [("Alba",)]


@contextlib.contextmanager
def ending_sessions(there, often):
    """Meanwhile, the server ends everybody else's session, again and again or once."""
    over = threading.Event()

    def end():
        with psycopg.connect(there, autocommit=True) as connection:
            while not over.wait(0.005):
                ended = connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                ).fetchall()
                if ended and not often:
                    return

    thread = threading.Thread(target=end)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_session_that_the_server_ends_is_opened_anew(course, there, monkeypatch):
    tiny.hand_in_class(course, 5)
    write, ended = folders.write_result, []

    def ending(*words):
        write(*words)
        if not ended:
            with ending_sessions(there, often=False):
                ended.append(words)
                time.sleep(0.3)

    monkeypatch.setattr("grader.pipeline.run.BATCH", 2)
    monkeypatch.setattr(folders, "write_result", ending)
    tiny.grade(course, jobs=1)
    assert len(tiny.contents(course)) == 5 and ended


def test_a_server_that_ends_all_sessions_is_one_sentence_and_loses_nothing(
    course, there, tmp_path, caplog
):
    tiny.hand_in_class(course, 5)
    with ending_sessions(there, often=True), pytest.raises(NbGraderException) as caught:
        tiny.grade(course, jobs=1)
    assert str(caught.value).startswith("The gradebook cannot be used: ")
    assert str(caught.value).count("\n") == 0 and "run the same command again" in str(caught.value)
    tiny.grade(course, jobs=1)
    assert tiny.contents(course) == calm(course, tmp_path / "calm")[0]


def test_a_server_that_is_not_there_is_one_sentence(course, there, monkeypatch):
    tiny.hand_in(course, "ada")
    monkeypatch.setenv("NBGRADER_DB_URL", "postgresql+psycopg://tests:hush@127.0.0.1:9/course")
    with pytest.raises(NbGraderException, match=r"^The gradebook cannot be used: ") as caught:
        tiny.grade(course, jobs=1)
    assert "\n" not in str(caught.value) and "hush" not in str(caught.value)


def test_what_the_database_cannot_hold_costs_only_that_student(course, there, caplog):
    tiny.hand_in(course, "ada")
    tiny.hand_in(course, "b" * 140)  # more than the column takes
    tiny.grade(course, jobs=1)
    assert tiny.scores(course) == {"ada": 5.0}
    assert any("the gradebook cannot hold it" in line for line in caplog.messages)


def test_killed_at_random_moments(course, there, tmp_path):
    tiny.hand_in_class(course, STUDENTS)
    random.seed(7)
    for _ in range(KILLS):
        process = start(course)
        goal = len(done(course)) + random.randrange(1, 4)
        while process.poll() is None and len(done(course)) < goal:
            time.sleep(0.01)
        time.sleep(random.uniform(0, 0.1))
        process.kill()
        process.communicate()
    process = start(course)
    words = process.communicate()[1]
    assert process.returncode == 0, words
    assert len(done(course)) == STUDENTS
    assert tiny.contents(course) == calm(course, tmp_path / "calm")[0]


def done(root: Path) -> list[Path]:
    return list(root.glob(f"autograded/*/{tiny.NAME}/{record.NAME}"))
