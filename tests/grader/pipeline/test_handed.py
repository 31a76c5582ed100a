"""Which of the files that were handed in are graded, and what is said where none can be?"""

import json
import os
import shutil

import pytest

from grader.collecting import choosing
from grader.collecting.choosing import choose
from grader.collecting.files import Files
from tests.course import once
from tests.grader.collecting.downloads import HALF, NAME, RIGHT, notebook, released, zipped
from tests.grader.pipeline import tiny

FILE = f"{NAME}.ipynb"
SCRIPT = b"""# coding: utf-8
# In[1]:
import math
HALF = 0.5
get_ipython().run_line_magic('matplotlib', 'inline')
raise SystemExit
# In[2]:
def double(x):
    return 2 * x
def helper(x):
    return x * HALF
def halves(xs):
    return [helper(x) for x in xs]
double(4)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return once(tmp_path_factory, "tiny-course", tiny.make_course)


@pytest.fixture
def root(made, tmp_path):
    shutil.copytree(made, tmp_path / "course")
    return tmp_path / "course"


def hand_in(root, student, files, times=()):
    """Files as a student hands them in; ``times`` are hours at which they were written."""
    folder = root / "submitted" / student / NAME
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        os.utime(path, (0, 0))
    for name, hour in dict(times).items():
        os.utime(folder / name, (3600 * hour, 3600 * hour))


def graded(root, **settings):
    """By student the status, the score and the notes."""
    tiny.grade(root, jobs=1, **settings)
    found = {}
    for path in (root / "autograded").glob(f"*/{NAME}/grading.json"):
        record = json.loads(path.read_text())
        waits = any(grade["score"] is None for grade in record["grades"][:-1])
        found[path.parts[-3]] = (record["status"], record["score"], waits, record["notes"])
    return found


def page(root, student):
    return (root / "autograded" / student / NAME / FILE).read_text()


def test_the_worked_copy_counts_wherever_it_lies_and_whatever_it_is_called(root):
    worked, given = notebook(root), released(root)
    places = {
        "copy1": f"{NAME}-Copy1.ipynb",
        "browser": f"{NAME} (1).ipynb",
        "nested": f"my work/{FILE}",
        "stranger": "answers of mine.ipynb",
        "canvas": f"{NAME}-2.ipynb",
        "ending": f"{NAME}-Copy1.ipynb.txt",
    }
    for student, name in places.items():
        hand_in(root, student, {FILE: given, name: worked})
    hand_in(root, "identical", {FILE: worked, f"old/{FILE}": worked})
    hand_in(root, "zipped", {FILE: given, "work.zip": zipped({FILE: worked})})
    found = graded(root)
    assert {student: entry[1] for student, entry in found.items()} == dict.fromkeys(found, 5)
    assert len(found) == len(places) + 2
    for student in places:
        assert "is as it was released" in " ".join(found[student][3])
        assert "is as it was released" in page(root, student)
    assert found["identical"][3] == []


def test_of_two_worked_ones_the_later_counts_or_a_person_says(root):
    worked, half = notebook(root), notebook(root, HALF)
    copy, again = f"{NAME}-Copy1.ipynb", f"{NAME} (1).ipynb"
    hand_in(root, "later", {FILE: half, copy: worked}, {copy: 9})
    hand_in(root, "number", {FILE: half, again: worked})
    hand_in(root, "earlier", {FILE: worked, f"earlier attempts/1/{FILE}": half})
    hand_in(root, "nothing", {FILE: half, copy: worked})
    hand_in(root, "damaged", {FILE: released(root), copy: worked[:700]})
    found = graded(root)
    assert [found[name][1] for name in ("later", "number", "earlier")] == [5, 5, 5]
    assert "the later one" in " ".join(found["later"][3])
    status, _, waits, notes = found["nothing"]
    assert (status, waits) == ("undecided", True) and copy in notes[-1]
    assert found["damaged"][0] == "unreadable" and found["damaged"][2]


KINDS = {
    f"{NAME}.py": (b"print(1)", "a Python file"),
    f"{NAME}.html": (b"<!DOCTYPE html>", "a web page"),
    "work.pdf": (b"%PDF-1.7", "a PDF"),
    "work.zip": (zipped({"notes.txt": b"x"}), "an archive without a notebook"),
    "work.docx": (b"PK", "a Word document"),
}


def test_what_is_handed_in_in_place_of_a_notebook_is_named_and_a_person_asked(root):
    for number, (name, (data, _)) in enumerate(KINDS.items()):
        hand_in(root, f"s{number}", {name: data})
    hand_in(root, "page", {FILE: b"<!DOCTYPE html><html><body>notebook</body></html>"})
    hand_in(root, "script", {f"{NAME}.py": SCRIPT})
    found = graded(root)
    for number, (name, (_, kind)) in enumerate(KINDS.items()):
        status, _, waits, notes = found[f"s{number}"]
        assert (status, waits) == ("substitute", True)
        assert f"You handed in “{name}”, {kind}, in place of {FILE}." in notes[0]
        assert f"You handed in “{name}”" in page(root, f"s{number}")
    assert found["script"][0] == "substitute"
    assert found["page"][0] == "unreadable" and "a web page" in found["page"][3][0]


def test_a_script_is_graded_by_what_it_defines_when_the_instructor_allows_it(root):
    hand_in(root, "script", {f"{NAME}.py": SCRIPT})
    hand_in(root, "empty", {"other.py": b"print(1)"})
    found = graded(root, python_files=True)
    status, score, _, notes = found["script"]
    assert (status, score) == ("graded", 5) and "graded by the functions that it defines" in notes[
        0
    ]
    assert found["empty"][0] == "substitute"


def test_a_zipped_notebook_is_graded_with_what_lies_beside_it(root):
    helped = RIGHT | {"double": "import helpers; return helpers.twice(x)"}
    files = {f"work/{FILE}": notebook(root, helped), "work/helpers.py": b"def twice(x): return 2*x"}
    hand_in(root, "zipped", {"my.zip": zipped(files | {"__MACOSX/work/._tiny.ipynb": b"\0"})})
    hand_in(root, "renamed", {FILE: zipped({FILE: notebook(root)})})
    found = graded(root)
    assert found["zipped"][:2] == found["renamed"][:2] == ("graded", 5)
    assert "my.zip is an archive" in found["zipped"][3][0]


def test_a_bomb_is_not_opened_and_a_person_asked(root):
    bomb = zipped({f"{n}.ipynb": bytes(30_000_000) for n in range(12)})
    locked = bytearray(zipped({FILE: notebook(root)}))
    locked[6] |= 1
    locked[bytes(locked).index(b"PK\1\2") + 8] |= 1
    hand_in(root, "bomb", {"tiny.zip": bomb})
    hand_in(root, "locked", {"tiny.zip": bytes(locked)})
    found = graded(root)
    assert {entry[0] for entry in found.values()} == {"substitute"}
    assert "was not opened" in found["bomb"][3][0] and "password" in found["locked"][3][0]


def test_pictures_and_many_files_never_crowd_out_a_notebook(root):
    book = json.loads(notebook(root))
    picture = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"image/png": "iVBO" * 7_000_000},
    }
    book["cells"][1]["outputs"] = [picture]
    many = {f"a/{number:03}.txt": b"x" for number in range(250)}
    hand_in(root, "large", {"a.bin": bytes(19_000_000), "b.bin": bytes(19_000_000), **many,
                            FILE: json.dumps(book).encode()})  # fmt: skip
    found = graded(root)
    assert found["large"][:2] == ("graded", 5)
    kept = list((root / "autograded" / "large" / NAME).rglob("*.txt"))
    assert len(kept) < 250


def test_times_are_read_by_their_zones_or_asked_about(root):
    due = tiny.DUE  # 12:00 UTC
    stamps = {
        "cest": f"{due:%Y-%m-%d} 13:30:00 CEST",
        "east": f"{due:%Y-%m-%d} 13:30:00 EST",
        "offset": f"{due:%Y-%m-%d}T14:00:00+02:00",
        "india": f"{due:%Y-%m-%d} 17:00:00 IST",
        "nowhere": f"{due:%Y-%m-%d} 17:00:00 XYZT",
    }
    for student, stamp in stamps.items():
        hand_in(root, student, {FILE: notebook(root), "timestamp.txt": stamp.encode()})
    graded(root)
    found = tiny.contents(root)
    late = {student for student, entry in found.items() if entry["penalty"]}
    assert late == {"east"}
    assert found["cest"]["timestamp"].hour == 11 and found["india"]["timestamp"] is None


def test_only_a_few_strangers_are_looked_at_and_the_likely_ones_first(root, monkeypatch):
    looked = []
    monkeypatch.setattr(choosing, "recognise", lambda data, books: looked.append(data))
    release = {NAME: tiny.source()}
    files = Files({f"{n}.ipynb": b"%d" % n for n in range(9)} | {"z.ipynb": notebook(root)})
    choice = choose(release, files)
    assert len(looked) == choosing.MOST_STRAYS and looked[0] == notebook(root)
    assert "Of 10 notebooks under other names, 3 were looked at." in choice.notes


@pytest.mark.parametrize("ending", [".ipynb.txt", ".IPYNB", ".ipynb.json"])
def test_the_endings_that_browsers_give_are_understood(root, ending):
    files = Files({f"{NAME}{ending}": notebook(root)})
    assert choose({NAME: tiny.source()}, files).found == {NAME: f"{NAME}{ending}"}


def test_a_folder_that_is_a_link_is_not_read(root):
    hand_in(root, "ada", {FILE: notebook(root)})
    (root / "submitted" / "ben").mkdir()
    (root / "submitted" / "ben" / NAME).symlink_to(root / "submitted" / "ada" / NAME)
    (root / "submitted" / "cyd").symlink_to(root / "submitted" / "ada")
    assert set(graded(root)) == {"ada"}
