"""Is the secret of a course made once, kept to oneself, and the same for everybody who grades?"""

import multiprocessing
import stat

import pytest
from nbgrader.converters.base import NbGraderException

from grader.secret import FILE_NAME, VARIABLE, SecretError, course_secret
from tests.grader.pipeline import tiny


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


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"short", "shorter than 8"),
        (b"\xff\xfe\x00\x01binary secret", "holds no text"),
        (b"two lines\nof a secret", "not one line"),
        (b"nul\x00 in a secret", "not one line"),
        (None, "cannot be read"),
    ],
)
def test_a_secret_that_hides_nothing_is_refused_and_stays(tmp_path, monkeypatch, content, said):
    monkeypatch.delenv(VARIABLE, raising=False)
    path = tmp_path / FILE_NAME
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(SecretError, match=said) as refused:
        course_secret(tmp_path)
    assert "\n" not in str(refused.value) and str(path) in str(refused.value)
    assert path.is_dir() if content is None else path.read_bytes() == content


def test_a_link_to_nowhere_is_no_missing_secret(tmp_path, monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / FILE_NAME).symlink_to(tmp_path / "gone")
    with pytest.raises(SecretError, match="cannot be read"):
        course_secret(tmp_path)


@pytest.mark.parametrize("given", [" ", "short", "seven77"])
def test_a_variable_is_no_better(tmp_path, monkeypatch, given):
    monkeypatch.setenv(VARIABLE, given)
    with pytest.raises(SecretError, match="COURSE_SECRET in the environment"):
        course_secret(tmp_path)


def test_grading_stops_with_the_sentence(course_with_submission, caplog):
    (course_with_submission / FILE_NAME).write_bytes(b"")
    with pytest.raises(NbGraderException, match=r"is empty\. Nothing is graded without"):
        tiny.grade(course_with_submission, jobs=1)
    assert "Traceback" not in caplog.text


@pytest.fixture
def course_with_submission(tmp_path, monkeypatch):
    """A course in which one student has handed in."""
    monkeypatch.delenv(VARIABLE, raising=False)
    tiny.make_course(tmp_path)
    tiny.hand_in(tmp_path, "ada")
    return tmp_path
