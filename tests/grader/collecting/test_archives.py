"""Is an archive opened with care?"""

import io
import tarfile

import pytest

from grader.collecting.archives import Budget, Member, Part, Unpacking, clean_parts
from tests.grader.collecting.downloads import zipped


def opened(tmp_path, name, data, **budget):
    path = tmp_path / "archive"
    path.write_bytes(data)
    (tmp_path / "scratch").mkdir()
    unpacking = Unpacking(tmp_path / "scratch", Budget(**budget))
    members = list(unpacking.members(Member((Part(name),), path)))
    return {"/".join(p.name for p in m.parts): m for m in members}, unpacking.refused


@pytest.mark.parametrize("name", ["Müller/Übung.ipynb", "日本/a.ipynb"])
def test_names_of_old_programs_are_repaired(tmp_path, name):
    data = bytearray(zipped({name: b"x"}))
    data[7] &= ~8  # nothing says that the names are UTF-8
    data[data.index(b"PK\1\2") + 9] &= ~8
    found, _ = opened(tmp_path, "a.zip", bytes(data))
    assert set(found) == {f"a/{name}"}


def test_an_archive_in_an_archive_is_a_folder(tmp_path):
    found, refused = opened(tmp_path, "a.zip", zipped({"b.zip": zipped({"c/d.txt": b"deep"})}))
    assert {name: member.read() for name, member in found.items()} == {"a/b/c/d.txt": b"deep"}
    assert not refused


def test_a_tar_is_opened_too(tmp_path):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        entry = tarfile.TarInfo("ada/x.txt")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"abc"))
        link = tarfile.TarInfo("ada/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    found, _ = opened(tmp_path, "a.tar.gz", packed.getvalue())
    assert {name: member.read() for name, member in found.items()} == {"a/ada/x.txt": b"abc"}


BAD = {
    "cut off": zipped({"a": b"x" * 99})[:60],
    "no archive": b"hello",
    "too large": zipped({"a": bytes(3_000_000), "b": bytes(3_000_000)}),
    "too many": zipped({str(n): b"" for n in range(60)}),
    "a bomb": zipped({"a": bytes(12_000_000)}),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_what_is_damaged_or_too_much_stays_closed_and_nothing_is_unpacked(tmp_path, data):
    budget = {"size": 5_000_000, "files": 50, "largest": 20_000_000, "ratio": 100}
    found, refused = opened(tmp_path, "a.zip", data, **budget)
    assert set(found) == {"a.zip"} and len(refused) == 1
    assert not any((tmp_path / "scratch").iterdir())


@pytest.mark.parametrize(
    ("name", "parts"),
    [("../../a", ["a"]), ("/etc/a", ["etc", "a"]), ("C:\\x\\a", ["x", "a"]),
     ("a\nb/c\0", ["a b", "c"]), ("./a//b", ["a", "b"])],
)  # fmt: skip
def test_no_name_leads_out_of_its_folder(name, parts):
    assert clean_parts(name) == parts
    assert len(clean_parts("n" * 4000 + ".ipynb")[0].encode()) <= 200
