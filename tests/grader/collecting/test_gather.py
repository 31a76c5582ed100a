"""Does every download end with each student's own work in their own folder, and nobody else's?"""

import shutil

import pytest

from grader.collecting import gather
from grader.collecting.gather import CollectError
from grader.collecting.table import lines
from tests.course import once
from tests.grader.collecting import downloads
from tests.grader.collecting.downloads import (
    HALF,
    JUNK,
    NAME,
    collect,
    notebook,
    put,
    released,
    submitted,
    zipped,
)
from tests.grader.pipeline import tiny

FILE = f"{NAME}.ipynb"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return once(tmp_path_factory, "tiny-released", tiny.make_course)


@pytest.fixture
def root(made, tmp_path):
    """A course of its own, with the tiny assignment released."""
    shutil.copytree(made / "release", tmp_path / "release")
    return tmp_path


def sheet(**people) -> bytes:
    """Gradescope's metadata: by folder the submitters."""
    lines = []
    for folder, submitters in people.items():
        lines.append(f"{folder}:\n  :submitters:")
        lines += [f"  - :name: {one}\n    :sid: '{sid}'" for one, sid in submitters]
        lines.append("  :created_at: 2026-10-01 11:58:05.746365000 Z\n  :score: 0.0")
    return "\n".join(lines).encode()


def class_of(root):
    """Downloads by platform: what lies in the archive folder, and the students in them."""
    ada, ben = notebook(root), notebook(root, HALF)
    moodle = "_assignsubmission_file_"
    board = "tiny_{}_attempt_2026-10-01-11-0{}-33"
    space = "202020-29393 - {} - Oct 1, 2026 1{}5 PM"
    ilias = "Tiny/Submissions/{}"
    scope = "assignment_55_export"
    students = {"s-ada": ada, "s-ben": ben}
    both = {f"{name}/work.ipynb": data for name, data in students.items()}
    each = {f"{name}.zip": zipped({FILE: data, **JUNK}) for name, data in students.items()}
    return {
        "Canvas": (
            {"submissions.zip": zipped({
                f"adaada_LATE_111_9001_{NAME}-1.ipynb": ada,
                "benben_112_9002_work.zip": zipped({f"work/{FILE}": ben, **JUNK}),
            })},
            {"111", "112"},
        ),
        "Moodle, folders": (
            {"CS-Tiny-99.zip": zipped({
                f"Ada Example_4711{moodle}/{FILE}": ada,
                f"Ben Example_4712{moodle}/deeper/{NAME} (1).ipynb": ben,
                "Cyd Example_4713_assignsubmission_onlinetext/onlinetext.html": b"<p>see mail",
            })},
            {"4711", "4712", "4713"},
        ),
        "Moodle, flat": (
            {"flat.zip": zipped({
                f"Ada Example_4711{moodle}{FILE}": ada,
                f"Participant_4712{moodle}my_work_99.ipynb": ben,
            })},
            {"4711", "4712"},
        ),
        "Brightspace": (
            {"Tiny Download Oct 2, 2026 0900 AM.zip": zipped({
                "index.html": b"<html>",
                f"{space.format('ada1 Ada Example', 0)}/{FILE}": ada,
                f"{space.format('Ben Example - 00812', 1)}/{FILE}": ben,
            })},
            {"ada1", "00812"},
        ),
        "Blackboard": (
            {"gradebook_cs_tiny_2026-10-02.zip": zipped({
                f"{board.format('ada', 2)}_{FILE}": ada,
                f"{board.format('ada', 2)}.txt": b"Name: Ada Example (ada)\n",
                f"{board.format('ben_b', 5)}_{FILE}": ben,
                f"{board.format('ben_b', 5)}.txt": b"Name: Ben Example (ben_b)\n"
                b"Date Submitted: Thursday, October 1, 2026 1:05:33 PM CEST\n",
            })},
            {"ada", "ben_b"},
        ),
        "Gradescope": (
            {"export.zip": zipped({
                f"{scope}/submission_metadata.yml": sheet(
                    submission_901=[("Ada", "77"), ("Cyd", "79")], submission_902=[("Ben", "78")]
                ),
                f"{scope}/submission_901/{FILE}": ada,
                f"{scope}/submission_902/{FILE}": ben,
            })},
            {"77", "78", "79"},
        ),
        "ILIAS": (
            {"ilias.zip": zipped({
                f"{ilias.format('Example_Ada_ada.e_301')}/{FILE}": ada,
                f"{ilias.format('Team 7/Example_Ben_ben.e_302')}/Late Submission - {FILE}": ben,
            })},
            {"ada.e", "ben.e"},
        ),
        "a folder a student, zipped": ({"Z week.zip": zipped(both)}, set(students)),
        "a folder a student, loose": (both, set(students)),
        "a folder a student, around them another": (
            {"all.zip": zipped({f"export/{name}": data for name, data in both.items()})},
            set(students),
        ),
        "a zip a student": (each, set(students)),
        "a zip a student, in a zip": ({"class.zip": zipped(each)}, set(students)),
        "prefixed names": (
            {f"{name}_{FILE}": data for name, data in students.items()},
            set(students),
        ),
        "prefixed names, zipped": (
            {"class.zip": zipped({f"{n}_{NAME} (2).ipynb": data for n, data in students.items()})},
            set(students),
        ),
    }  # fmt: skip


PLATFORMS = [
    "Canvas", "Moodle, folders", "Moodle, flat", "Brightspace", "Blackboard", "Gradescope", "ILIAS",
    "a folder a student, zipped", "a folder a student, loose",
    "a folder a student, around them another", "a zip a student", "a zip a student, in a zip",
    "prefixed names", "prefixed names, zipped",
]  # fmt: skip


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_whole_class_finds_its_folders(root, platform):
    files, students = class_of(root)[platform]
    put(root, files)
    shown = collect(root, dry_run=True, time_zone="Europe/Berlin")
    assert not (root / "submitted").exists()
    found = collect(root, time_zone="Europe/Berlin")
    assert lines(found, False)[:-1] == lines(shown, True)[:-1]  # the same table
    assert not found.untold
    assert set(submitted(root)) == students == {row.student for row in found.rows}
    for student in students - {"4713"}:
        assert FILE in submitted(root)[student]
        assert not any(
            "DS_Store" in name or "__MACOSX" in name for name in submitted(root)[student]
        )
    again = collect(root, time_zone="Europe/Berlin")
    assert {row.state for row in again.rows} == {"unchanged"}


# --- times ----------------------------------------------------------------------------------------


def stamp(root, student):
    path = root / "submitted" / student / NAME / "timestamp.txt"
    return path.read_text().strip() if path.exists() else None


def test_times_in_names_are_those_of_the_courses_zone(root):
    put(root, class_of(root)["Blackboard"][0])
    found = collect(root, time_zone="America/New_York")
    assert stamp(root, "ada") == "2026-10-01 15:02:33 UTC"
    assert stamp(root, "ben_b") == "2026-10-01 09:05:33 UTC"  # CEST, says the receipt
    assert not found.remarks


def test_without_a_zone_nobody_is_late_and_the_zone_is_asked_for(root):
    put(root, class_of(root)["Brightspace"][0])
    found = collect(root)
    assert stamp(root, "ada1") is None
    assert "c.Collecting.time_zone" in " ".join(found.remarks)
    collect(root, time_zone="UTC")
    assert stamp(root, "ada1") == "2026-10-01 13:05:00 UTC"
    assert stamp(root, "00812") == "2026-10-01 13:15:00 UTC"


def test_a_platform_that_says_no_time_is_said_to(root):
    put(root, class_of(root)["Canvas"][0])
    remarks = " ".join(collect(root).remarks)
    assert "late, but the platform does not say when: 111." in remarks
    assert "No time of handing in is known, so it counts as in time: 112." in remarks


def test_the_table_of_names_may_tell_times_and_students(root):
    put(root, class_of(root)["Canvas"][0])
    table = {"111": ("s-ada", "2026-10-01 13:30:00 CEST"), "112": ("s-ben", "")}
    collect(root, table=table)
    assert set(submitted(root)) == {"s-ada", "s-ben"}
    assert stamp(root, "s-ada") == "2026-10-01 11:30:00 UTC"


def test_a_time_that_the_table_tells_later_counts_too(root):
    put(root, class_of(root)["Canvas"][0])
    collect(root)
    assert not (root / "submitted" / "111" / NAME / "timestamp.txt").exists()
    before = submitted(root)
    table = {"111": ("111", "2026-10-01 13:30:00 CEST")}
    assert states(collect(root, table=table)) == {"111": "changed", "112": "unchanged"}
    assert stamp(root, "111") == "2026-10-01 11:30:00 UTC"
    assert submitted(root)["112"] == before["112"] and before["111"] <= submitted(root)["111"]
    assert states(collect(root, table=table)) == {"111": "unchanged", "112": "unchanged"}


def test_gradescope_tells_the_time_itself(root):
    put(root, class_of(root)["Gradescope"][0])
    collect(root)
    assert stamp(root, "77") == stamp(root, "79") == "2026-10-01 11:58:05 UTC"


# --- whose is it? ---------------------------------------------------------------------------------

UNTOLD = {
    "loose, without a name": [FILE, "other.ipynb"],
    "the assignment first": [f"{NAME}_ada.ipynb", f"{NAME}_ben.ipynb"],
    "a word before all": ["hw_ada.ipynb", "hw_ben.ipynb"],
    "one folder of that name": [f"submissions/{FILE}"],
    "students' own names": ["drive-download-20260220T083051Z-001/my work.ipynb"],
    "a student or a folder of students": [f"ada/{FILE}", "b/c/x.ipynb", "b/d/x.ipynb"],
}


@pytest.mark.parametrize("files", UNTOLD.values(), ids=UNTOLD)
@pytest.mark.parametrize("packed", [False, True])
def test_nobody_is_guessed(root, files, packed):
    files = {name: notebook(root, extra=f"# {name}") for name in files}
    put(root, {"download.zip": zipped(files)} if packed else files)
    found = collect(root)
    said = "\n".join(lines(found, False))
    assert set(submitted(root)) <= {"ada"}
    untold = [path for path, _ in found.untold]
    assert len(untold) == len([name for name in files if not name.startswith("ada/")])
    assert all(path in said for path in untold)
    assert "names.csv" in said and "c.Collecting.patterns" in said


def test_the_instructors_table_tells_what_nothing_tells(root):
    put(root, {"d.zip": zipped({"my work.ipynb": notebook(root), "Bens.ipynb": notebook(root)})})
    table = {"my work.ipynb": ("ada", ""), "bens": ("ben", "")}
    found = collect(root, table=table)
    assert not found.untold
    assert submitted(root) == {"ada": {FILE}, "ben": {FILE}}


def test_an_own_pattern_tells_student_time_and_attempt(root):
    old, new = notebook(root, HALF), notebook(root)
    put(root, {f"tiny-20261001T1000-ada.{n}.ipynb": data for n, data in enumerate([old, new], 1)})
    pattern = r".*/tiny-(?P<time>[\dT]+)-(?P<student>\w+)\.(?P<attempt>\d+)\.ipynb"
    collect(root, patterns=(pattern,), time_zone="UTC")
    assert (root / "submitted" / "ada" / NAME / FILE).read_bytes() == new


@pytest.mark.parametrize("pattern", ["(", r".*/(\w+)\.ipynb"])
def test_a_pattern_that_says_nothing_is_refused(root, pattern):
    put(root, {FILE: notebook(root)})
    with pytest.raises(CollectError, match=r"c\.Collecting\.patterns"):
        collect(root, patterns=(pattern,))


def test_a_name_in_a_students_own_folder_makes_nobody_else_the_author(root):
    mine, evil = notebook(root), notebook(root, HALF)
    put(root, {"c.zip": zipped({
        f"ada/{FILE}": mine,
        f"ben/{FILE}": mine,
        "cyd/ada/tiny.ipynb": evil,
        "dan/adaada_112_9_tiny.ipynb": evil,
        "eve/Example_Ada_ada_301/tiny.ipynb": evil,
    })})  # fmt: skip
    collect(root, students=frozenset({"ada", "ben"}), table={"ada": ("ada", "")})
    assert set(submitted(root)) == {"ada", "ben", "cyd", "dan", "eve"}
    assert (root / "submitted" / "ada" / NAME / FILE).read_bytes() == mine
    assert submitted(root)["ada"] == {FILE}


def test_two_people_of_one_name_are_not_made_one(root):
    put(root, {"i.zip": zipped({
        f"Tiny/Submissions/Example_Ada_ada_301/{FILE}": notebook(root),
        f"Tiny/Submissions/Other_Ada_ada_302/{FILE}": notebook(root, HALF),
    })})  # fmt: skip
    found = collect(root)
    assert not found.rows and "may be “Ada Example” or “Ada Other”" in found.untold[0][1]


@pytest.mark.parametrize("name", ["a\nb", "../../a b", "a\0b"])
def test_a_name_is_one_line_in_one_folder(root, name):
    files = {f"{name}/{FILE}": notebook(root), f"ben/{FILE}": notebook(root)}
    put(root, {"c.zip": zipped(files)})
    found = collect(root)
    assert all(line.isprintable() for line in lines(found, False))
    folders = [path for path in root.rglob(FILE) if "release" not in path.parts]
    assert all(path.is_relative_to(root / "submitted") for path in folders)


# --- attempts and copies --------------------------------------------------------------------------


def graded(root, student):
    return (root / "submitted" / student / NAME / FILE).read_bytes()


def test_the_newest_attempt_counts_and_the_others_are_kept(root):
    old, new = notebook(root, HALF), notebook(root)
    put(root, {"b.zip": zipped({
        f"tiny_ada_attempt_2026-10-02-09-00-00_{FILE}": new,
        f"tiny_ada_attempt_2026-10-01-09-00-00_{FILE}": old,
    })})  # fmt: skip
    (row,) = collect(root, time_zone="UTC").rows
    assert graded(root, "ada") == new and (row.layout.number, row.layout.attempts) == (2, 2)
    assert submitted(root)["ada"] == {FILE, f"earlier attempts/1/{FILE}", "timestamp.txt"}
    assert stamp(root, "ada") == "2026-10-02 09:00:00 UTC"


def test_an_attempt_without_answers_does_not_count(root):
    put(root, {"b.zip": zipped({
        f"tiny_ada_attempt_2026-10-02-09-00-00_{FILE}": released(root),
        f"tiny_ada_attempt_2026-10-01-09-00-00_{FILE}": notebook(root),
    })})  # fmt: skip
    (row,) = collect(root, time_zone="UTC").rows
    assert row.layout.choice.found[NAME] == f"earlier attempts/1/{FILE}"
    assert stamp(root, "ada") == "2026-10-01 09:00:00 UTC"
    assert "is as it was released" in row.why


@pytest.mark.parametrize("second", ["submissions (1).zip", "next.zip"])
def test_a_second_download_says_what_is_new(root, second):
    first = {f"adaada_111_9001_{FILE}": notebook(root, HALF), f"b_112_9002_{FILE}": notebook(root)}
    later = {
        f"adaada_111_9005_{NAME}-1.ipynb": notebook(root),
        f"b_112_9002_{FILE}": notebook(root),
        f"c_113_9006_{FILE}": notebook(root),
    }
    put(root, {"submissions.zip": zipped(first)})
    collect(root)
    if second == "next.zip":  # in place of the first
        shutil.rmtree(root / "downloaded" / NAME / "archive")
    put(root, {second: zipped(later, when=(2026, 10, 5, 9, 0, 0))})
    states = {row.student: row.state for row in collect(root).rows}
    assert states == {"111": "changed", "112": "unchanged", "113": "new"}
    assert graded(root, "111") == notebook(root)
    assert f"earlier attempts/1/{FILE}" in submitted(root)["111"]
    assert {row.state for row in collect(root).rows} == {"unchanged"}


def test_what_was_mended_by_hand_is_left_alone(root):
    put(root, {"c.zip": zipped({f"ada/{FILE}": notebook(root), f"ben/{FILE}": notebook(root)})})
    collect(root)
    path = root / "submitted" / "ada" / NAME / FILE
    path.write_bytes(b"mended")
    collect(root)
    assert path.read_bytes() == b"mended"


def test_a_worked_copy_counts_whatever_it_is_called(root):
    put(root, {"c.zip": zipped({
        f"ada/{FILE}": released(root),
        "ada/my answers.ipynb": notebook(root),
        "ada/helpers.py": b"x = 1",
        f"ben/{FILE}": notebook(root),
    })})  # fmt: skip
    collect(root)
    assert graded(root, "ada") == notebook(root)
    assert submitted(root)["ada"] == {FILE, f"earlier attempts/{FILE}", "helpers.py"}


# --- archives -------------------------------------------------------------------------------------


def test_a_bomb_is_refused_before_it_is_unpacked_and_stays_with_its_student(root):
    bomb = zipped({f"{n}.ipynb": bytes(50_000_000) for n in range(25)})
    put(root, {"c.zip": zipped({"ada_111_1_tiny.zip": bomb, f"b_112_2_{FILE}": notebook(root)})})
    found = collect(root)
    assert submitted(root) == {"111": {"tiny.zip"}, "112": {FILE}}
    assert "ada_111_1_tiny.zip was not opened" in found.remarks[0]


def test_a_link_in_the_submitted_folder_is_not_written_through(root, tmp_path):
    put(root, {"c.zip": zipped({f"ada/{FILE}": notebook(root), f"ben/{FILE}": notebook(root)})})
    (root / "elsewhere").mkdir()
    (root / "submitted").mkdir()
    (root / "submitted" / "ada").symlink_to(root / "elsewhere", target_is_directory=True)
    with pytest.raises(CollectError, match="link"):
        collect(root)
    assert not any((root / "elsewhere").iterdir())


def test_without_downloads_or_a_release_it_says_what_to_do(root):
    with pytest.raises(CollectError, match="put the downloads there"):
        collect(root)
    put(root, {FILE: b"{}"})
    shutil.rmtree(root / "release")
    with pytest.raises(CollectError, match="generate_assignment"):
        collect(root)


def test_times_of_files_are_kept_for_grading(root):
    files = {f"ada/{FILE}": (notebook(root), (2026, 9, 30, 7, 0, 0)), f"ben/{FILE}": notebook(root)}
    put(root, {"c.zip": zipped(files)})
    collect(root)
    path = root / "submitted" / "ada" / NAME / FILE
    assert path.stat().st_mtime == downloads.epoch_of(2026, 9, 30, 7)


# --- a large class, and one half of it ------------------------------------------------------------


def states(found) -> dict[str, str]:
    return {row.student: row.state for row in found.rows}


def test_what_was_collected_is_written_now_and_then_and_not_for_each_student(root, monkeypatch):
    put(root, {f"s{number:02}_{FILE}": notebook(root) for number in range(40)})
    kept, keep = [], gather.keep_state
    monkeypatch.setattr(
        gather, "keep_state", lambda archive, state: [kept.append(len(state)), keep(archive, state)]
    )
    collect(root)
    assert kept[-1] == 40
    assert len(kept) < 10
    assert set(states(collect(root)).values()) == {"unchanged"}


@pytest.mark.parametrize("state_there", [True, False])
def test_a_run_that_ends_half_way_is_gone_on_with(root, monkeypatch, state_there):
    put(root, {f"{name}_{FILE}": notebook(root) for name in ("ada", "ben", "cyd")})
    write = gather.write

    def failing(folder, *rest):
        if "ben" in folder.parts:
            raise OSError(28, "No space left on device")
        write(folder, *rest)

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr(gather, "write", failing)
        collect(root)
    if not state_there:  # killed, before it could say what it had collected
        (root / "downloaded" / NAME / "collected.json").unlink()
    assert states(collect(root)) == {"ada": "unchanged", "ben": "new", "cyd": "new"}
    assert set(submitted(root)) == {"ada", "ben", "cyd"}
