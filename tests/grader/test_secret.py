"""Is the secret of a course made once, kept to oneself, and the same for everybody who grades?"""

import multiprocessing
import stat

from grader.secret import FILE_NAME, VARIABLE, course_secret


def test_the_environment_comes_first(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "from the environment")
    assert course_secret(tmp_path) == "from the environment"
    assert not list(tmp_path.iterdir())


def test_the_first_use_makes_it_and_the_next_ones_read_it(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    first = course_secret(tmp_path)
    assert len(first) == 32 and course_secret(tmp_path) == first
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_two_courses_have_two_secrets(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    for name in "ab":
        (tmp_path / name).mkdir()
    assert course_secret(tmp_path / "a") != course_secret(tmp_path / "b")


def test_an_empty_variable_is_none(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    assert len(course_secret(tmp_path)) == 32


def test_many_who_ask_at_once_get_one_answer(tmp_path, monkeypatch):
    """Processes of one machine, as a grading run starts them."""
    monkeypatch.delenv(VARIABLE, raising=False)
    with multiprocessing.get_context("fork").Pool(4) as pool:
        assert len(set(pool.map(course_secret, [tmp_path] * 40, chunksize=1))) == 1
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
