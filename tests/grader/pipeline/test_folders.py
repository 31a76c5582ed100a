"""Submissions in, results out: nothing strange is read, nothing half-written is left."""

import errno
import os
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from grader.collecting import files
from grader.pipeline.folders import alone, read_submission, refused, write_result
from grader.pipeline.record import Keys, read_record
from grader.pipeline.result import Grade, Result

RESULT = Result("graded", {"tiny": "{}"}, (Grade("tiny", "double", 1.0, 2.0),), ())


@pytest.fixture
def handed_in(tmp_path) -> Path:
    folder = tmp_path / "submitted" / "ada" / "tiny"
    folder.mkdir(parents=True)
    (folder / "tiny.ipynb").write_text("{}")
    (folder / "timestamp.txt").write_text("2026-10-01 12:00:00 UTC\n")
    return folder


def place(tmp_path) -> Path:
    return tmp_path / "autograded" / "ada" / "tiny"


def test_files_are_read_with_their_folders(handed_in):
    (handed_in / "data").mkdir()
    (handed_in / "data" / "more.csv").write_text("1")
    (handed_in / ".ipynb_checkpoints").mkdir()
    (handed_in / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb").write_text("{}")
    found = read_submission("ada", handed_in)
    assert set(found.files) == {"tiny.ipynb", "data/more.csv"}
    assert found.notes == ()


def test_links_are_left_out(handed_in, tmp_path):
    (tmp_path / "secret").write_text("hidden")
    (handed_in / "mine.txt").symlink_to(tmp_path / "secret")
    (handed_in / "folder").symlink_to(tmp_path, target_is_directory=True)
    found = read_submission("ada", handed_in)
    assert set(found.files) == {"tiny.ipynb"}
    assert sorted(found.notes) == [
        "folder is a link and was left out.",
        "mine.txt is a link and was left out.",
    ]


def test_a_pipe_is_not_waited_for(handed_in):
    os.mkfifo(handed_in / "pipe")
    found = read_submission("ada", handed_in)
    assert set(found.files) == {"tiny.ipynb"}
    assert found.notes == ("pipe is no plain file and was left out.",)


def test_too_much_is_left_out(handed_in, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    monkeypatch.setattr(files, "MOST_FILES", 1)
    (handed_in / "a.bin").write_bytes(bytes(11))
    (handed_in / "b.bin").write_bytes(bytes(10))
    (handed_in / "z.bin").write_bytes(bytes(1))
    found = read_submission("ada", handed_in)
    assert set(found.files) == {"b.bin", "tiny.ipynb"}
    assert [note.split()[0] for note in found.notes] == ["a.bin", "z.bin"]


def test_a_name_too_long_to_be_written_again_is_left_out(handed_in):
    deep = handed_in.joinpath(*["d" * 200] * 5)
    deep.mkdir(parents=True)
    (deep / "notes.txt").write_text("x")
    found = read_submission("ada", handed_in)
    assert set(found.files) == {"tiny.ipynb"}
    assert found.notes == (f"{'d' * 60}… was left out: its name is too long.",)


def test_the_key_is_that_of_all_that_counts(handed_in):
    keys = [read_submission("ada", handed_in).key("bundle")]
    assert read_submission("ada", handed_in).key("bundle") == keys[0]
    keys.append(read_submission("ada", handed_in).key("other bundle"))
    (handed_in / "timestamp.txt").write_text("2026-10-02 12:00:00 UTC\n")
    keys.append(read_submission("ada", handed_in).key("bundle"))
    (handed_in / "tiny.ipynb").write_text("{} ")
    keys.append(read_submission("ada", handed_in).key("bundle"))
    (handed_in / "tiny.ipynb").rename(handed_in / "tiny2.ipynb")
    keys.append(read_submission("ada", handed_in).key("bundle"))
    assert len(set(keys)) == 5


def test_a_result_replaces_the_one_before(handed_in, tmp_path):
    submission = read_submission("ada", handed_in)
    old = place(tmp_path)
    old.mkdir(parents=True)
    (old / "stale.ipynb").write_text("old")
    (old / "stale.ipynb").chmod(0o444)
    write_result(old, submission, RESULT, Keys("key"))
    assert {path.name for path in old.iterdir()} == {"tiny.ipynb", "timestamp.txt", "grading.json"}
    assert read_record(old)["key"] == "key"
    assert read_record(old)["grades"][0]["score"] == 1.0
    assert [path.name for path in old.parent.iterdir()] == ["tiny"]


@pytest.mark.parametrize("moment", ["tiny.ipynb", "grading.json"])
def test_a_full_disk_leaves_the_result_before_as_it_was(handed_in, tmp_path, monkeypatch, moment):
    submission, folder = read_submission("ada", handed_in), place(tmp_path)
    write_result(folder, submission, RESULT, Keys("before"))
    write_text = Path.write_text

    def full(self, *words, **options):
        if self.name == moment:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_text(self, *words, **options)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        write_result(folder, submission, RESULT, Keys("after"))
    assert read_record(folder)["key"] == "before"
    assert [path.name for path in folder.parent.iterdir()] == ["tiny"]


def test_two_runs_do_not_write_to_one_folder(tmp_path):
    with alone(tmp_path / "autograded"), pytest.raises(BlockingIOError):  # noqa: SIM117
        with alone(tmp_path / "autograded"):
            pass
    with alone(tmp_path / "autograded"):
        pass


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    top = tmp_path / "autograded"
    for name in (".unfinished-x", ".removed-tiny-7", "tiny"):
        (top / "ada" / name).mkdir(parents=True)
        (top / "ada" / name / "file").write_text("x")
    with alone(top):
        assert [path.name for path in (top / "ada").iterdir()] == ["tiny"]


ACTIVE = ("a.html", "b.HTM", "c.svg", "d.xhtml", "e.xml", "f.js", "g.pdf", "h.md", "i.IPYNB", "j",
          "-rf.txt", ".hidden.txt", "a\nb.txt", "<b>.txt", "\u202ea.txt",
          "x.html.png")  # fmt: skip
PLAIN = ("data.csv", "my module.py", "Grafik (1).txt", "weights.npy", "übung.json", "sub/more.txt")


def test_what_a_browser_would_run_is_kept_in_an_archive(handed_in, tmp_path):
    for name in (*ACTIVE, *PLAIN):
        (handed_in / name).parent.mkdir(exist_ok=True)
        (handed_in / name).write_bytes(name.encode())
    submission, folder = read_submission("ada", handed_in), place(tmp_path)
    assert submission.notes == ()
    write_result(folder, submission, RESULT, Keys("key"))
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ours = {"tiny.ipynb", "timestamp.txt", "grading.json", "handed-in-files.zip"}
    assert found == ours | set(PLAIN)
    with zipfile.ZipFile(folder / "handed-in-files.zip") as archive:
        assert {archive.read(name).decode() for name in archive.namelist()} == set(ACTIVE)
        assert all(name.isprintable() and "<" not in name for name in archive.namelist())


def test_a_picture_stays_one_and_what_only_says_so_does_not(handed_in, tmp_path):
    Image.new("RGB", (4, 3)).save(handed_in / "real.png")
    (handed_in / "false.png").write_bytes(b"<script>")
    folder = place(tmp_path)
    write_result(folder, read_submission("ada", handed_in), RESULT, Keys("key"))
    assert (folder / "real.png").exists()
    assert not (folder / "false.png").exists()


@pytest.mark.parametrize("which", ["assignment", "student"])
def test_a_folder_that_is_a_link_is_not_read(tmp_path, which):
    elsewhere = tmp_path / "elsewhere" / "tiny"
    elsewhere.mkdir(parents=True)
    student = tmp_path / "submitted" / "ada"
    if which == "student":
        student.parent.mkdir()
        student.symlink_to(elsewhere.parent, target_is_directory=True)
    else:
        student.mkdir(parents=True)
        (student / "tiny").symlink_to(elsewhere, target_is_directory=True)
    assert "as a link" in refused("ada", student / "tiny")
    assert refused("ada", elsewhere) is None


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[38m", "\u202eb", "a\udcff", "<b>", 'a" onload="x'])
def test_a_name_that_no_page_can_show_is_refused(tmp_path, name):
    assert "rename" in refused(name, tmp_path / "submitted" / "x" / "tiny")


@pytest.mark.parametrize("name", ['O"Neil, Jr', "Ærøskøbing", "student-01", "李 雷", "d'Arc (2)"])
def test_peoples_names_are_names(tmp_path, name):
    assert refused(name, tmp_path / "submitted" / name / "tiny") is None
