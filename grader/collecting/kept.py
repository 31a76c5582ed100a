"""What was collected before, and what takes its place: nothing of it is ever lost."""

import hashlib
import json
import os
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from grader.collecting.attempts import Attempt, Kept
from grader.collecting.files import EARLIER, OURS
from grader.times import TimeError, as_text, epoch, of_epoch, read_time

STATE = "collected.json"


def collected(folder: Path) -> Attempt:
    """What lies in a submitted folder already, without the attempts kept beside it."""
    made = Attempt(source="submitted before")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(f"{EARLIER}/"):
            if name == OURS[0]:
                made.utc = _time_in(path)
            elif name not in OURS:
                made.files[name] = Kept(path, name, of_epoch(path.stat().st_mtime), "")
    return made


def _time_in(path: Path) -> datetime | None:
    try:
        return read_time(path.read_text(encoding="utf-8", errors="replace")[:100])
    except (TimeError, OSError):
        return None


def kept_before(folder: Path, files: Mapping[str, Kept]) -> dict[str, Kept]:
    """The attempts that were kept beside the last one, each under a number of its own."""
    here = {(kept.path.stat().st_size, _sha(kept.path)) for kept in files.values()}
    taken = {name.split("/")[1] for name in files if name.startswith(f"{EARLIER}/")}
    numbers: dict[str, str] = {}
    kept = {}
    for path in sorted((folder / EARLIER).rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        if (path.stat().st_size, _sha(path)) in here:
            continue
        first, *rest = path.relative_to(folder / EARLIER).parts
        number = numbers.setdefault(first, _unused(first, taken))
        taken.add(number)
        name = "/".join((EARLIER, number, *rest))
        kept[name] = Kept(path, name, of_epoch(path.stat().st_mtime), "")
    return kept


def _unused(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        free, number = f"{number}", number + 1
    return free


def _sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def same(folder: Path, files: Mapping[str, Kept], utc: datetime | None) -> bool:
    """Whether a folder already holds exactly that."""
    names = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    } - set(OURS)
    return (
        names == set(files)
        and all(_sha(folder / name) == _sha(kept.path) for name, kept in files.items())
        and _time_in(folder / OURS[0]) == utc
    )


def read_state(archive: Path) -> dict[str, str]:
    try:
        found = json.loads((archive.parent / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_state(archive: Path, state: Mapping[str, str]) -> None:
    path = archive.parent / STATE
    unfinished = path.with_name(f".{STATE}-{os.getpid()}")
    unfinished.write_text(json.dumps(state, indent=1, sort_keys=True), encoding="utf-8")
    unfinished.replace(path)


def write(folder: Path, files: Mapping[str, Kept], utc: datetime | None) -> None:
    """Put a student's files in place, all at once; what was there is in the new folder as well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".collecting-", dir=folder.parent))
    try:
        for name, kept in files.items():
            path = unfinished / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(kept.path, path)
            if kept.when is not None:
                seconds = epoch(kept.when)
                os.utime(path, (seconds, seconds))
        if utc is not None:
            (unfinished / OURS[0]).write_text(as_text(utc) + "\n", encoding="utf-8")
        secret = folder / OURS[1]
        text = secret.read_text(encoding="utf-8") if secret.is_file() else secrets.token_hex(64)
        (unfinished / OURS[1]).write_text(text, encoding="utf-8")
        unfinished.chmod(0o755)
        if folder.exists():
            away = folder.with_name(f".replaced-{os.getpid()}")
            folder.rename(away)
            unfinished.rename(folder)
            shutil.rmtree(away, ignore_errors=True)
        else:
            unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
