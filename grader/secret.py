"""The secret of a course: hidden inputs are drawn from it, so nobody can prepare for them."""

import contextlib
import os
import secrets
from pathlib import Path

from grader.places import course_root

VARIABLE = "COURSE_SECRET"
FILE_NAME = ".course-secret"
LEAST = 8  # characters
REMEDY = (
    "Nothing is graded without the course's secret, from which hidden cases are drawn: put it back "
    "from a copy, or remove it to have a new one made (hidden cases are other ones then)."
)


class SecretError(Exception):
    """There is a secret that cannot be used; the message says what is wrong with it."""


def course_secret(root: Path | None = None) -> str:
    """The secret from the environment or from a file in ``root``, where the first use makes it.

    ``root`` is the folder with the class's work unless another is given. A secret that is there and
    is none raises ``SecretError``: another in its place would change everybody's hidden cases.
    """
    if given := os.environ.get(VARIABLE):
        return usable(given, f"{VARIABLE} in the environment")
    path = (root or course_root()) / FILE_NAME
    if not os.path.lexists(path):
        own = path.with_name(f"{FILE_NAME}-{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_hex(16) + "\n", encoding="ascii")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(own)  # all at once, and the first process wins
        own.unlink()
    try:
        return usable(path.read_text(encoding="utf-8"), str(path))
    except OSError as error:
        raise SecretError(f"{path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise SecretError(f"{path} holds no text. {REMEDY}") from error


def usable(text: str, where: str) -> str:
    """A secret without the space around it; ``SecretError`` when it would hide nothing."""
    found = text.strip()
    if not found.isprintable():
        raise SecretError(f"{where} is not one line of text. {REMEDY}")
    if len(found) < LEAST:
        what = "empty" if not found else f"shorter than {LEAST} characters"
        raise SecretError(f"{where} is {what}. {REMEDY}")
    return found
