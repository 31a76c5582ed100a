"""Where a control group may be made, found in what the kernel says; a folder stands for it here."""

import os
from pathlib import Path

import pytest

from grader.sandbox import cgroup
from grader.sandbox.border.kernel import counted
from grader.sandbox.cgroup import make_group, open_counters, remove_group

MOUNT = "30 20 0:26 {root} {place} rw,nosuid shared:4 - {kind} cgroup rw{options}\n"


@pytest.fixture
def proc(tmp_path: Path):
    """``proc(groups, mounts)``: a folder as /proc, with one process below number 7."""

    def make(groups: str, *mounts: str) -> Path:
        folder = tmp_path / "proc"
        for pid, children in ((7, "8 "), (8, "")):
            (folder / str(pid) / "task" / str(pid)).mkdir(parents=True)
            (folder / str(pid) / "task" / str(pid) / "children").write_text(children)
        (folder / "self").mkdir()
        (folder / "self" / "cgroup").write_text(groups)
        (folder / "self" / "mountinfo").write_text("1 0 0:1 / / rw - ext4 x rw\n" + "".join(mounts))
        return folder

    return make


@pytest.fixture
def mkdir(monkeypatch):
    """A new group has the kernel's files in it, where its parent gives it a counter."""
    plain = Path.mkdir

    def make(self, *words, **options):
        plain(self, *words, **options)
        if self.name.startswith(cgroup.PREFIX) and (self.parent / "counts").exists():
            (self / "memory.stat").write_text("anon 10\nfile 500\nkernel 7\nshmem 2\nsock 1\n")

    monkeypatch.setattr(Path, "mkdir", make)


def version_2(place: Path) -> str:
    return MOUNT.format(root="/", place=place, kind="cgroup2", options="")


@pytest.mark.parametrize("own", ["/user/app/me.scope", "/"])
def test_a_group_is_made_beside_ours_or_at_the_top(tmp_path, proc, mkdir, own):
    place = tmp_path / "cgroup"
    group = place / own.lstrip("/")
    group.mkdir(parents=True)
    parent = place if own == "/" else group.parent
    (parent / "counts").touch()
    made = make_group(7, proc(f"0::{own}\n", version_2(place)))
    assert made is not None
    assert made.parent == parent
    assert (made / "cgroup.procs").read_text() == "8"  # the last that was moved; the kernel adds
    descriptors = open_counters(made)
    assert counted(descriptors) == 20
    for descriptor in descriptors:
        os.close(descriptor)


def test_version_1_counts_in_two_files(tmp_path, proc):
    place = tmp_path / "memory"
    (place / "job").mkdir(parents=True)
    mount = MOUNT.format(root="/", place=place, kind="cgroup", options=",memory")
    unified = MOUNT.format(root="/", place=tmp_path / "none", kind="cgroup2", options="")
    folder = proc("9:cpu:/x\n4:memory:/job\n0::/\n", unified, mount)
    (tmp_path / "counted").mkdir()
    for name, text in (("memory.stat", "cache 900\nrss 30\nshmem 5\ntotal_rss 30\n"),
                       ("memory.kmem.usage_in_bytes", "700\n")):  # fmt: skip
        (tmp_path / "counted" / name).write_text(text)
    descriptors = open_counters(tmp_path / "counted")
    assert counted(descriptors) == 735
    for descriptor in descriptors:
        os.close(descriptor)
    assert make_group(7, folder) is None  # no counter appears in a plain folder
    assert list((place / "job").iterdir()) == []


@pytest.mark.parametrize(
    "groups", ["", "nonsense\n", "0::/elsewhere\n", "9:cpu:/\n", "0::/../../x\n"]
)
def test_where_there_is_none_nothing_fails(tmp_path, proc, groups):
    mount = MOUNT.format(root="/mine", place=tmp_path / "none", kind="cgroup2", options="")
    assert make_group(7, proc(groups, mount)) is None


def test_what_a_killed_run_left_is_removed(tmp_path, proc, mkdir):
    place = tmp_path / "cgroup"
    place.mkdir()
    (place / "counts").touch()
    old = place / f"{cgroup.PREFIX}-{2**30}-0"
    other = place / f"{cgroup.PREFIX}-{os.getpid()}-77777"
    os.mkdir(old)  # noqa: PTH102
    os.mkdir(other)  # noqa: PTH102
    assert make_group(7, proc("0::/\n", version_2(place)))
    assert not old.exists()
    assert other.exists()


def test_a_group_that_is_gone_is_gone(tmp_path):
    remove_group(tmp_path / "none")
