"""`nbgrader validate` says by its exit status what it says in words."""

import sys

from nbgrader.apps import validateapp
from nbgrader.apps.validateapp import ValidateApp
from nbgrader.validator import Validator

_start = ValidateApp.start


class CountingValidator(Validator):
    """nbgrader's own, which remembers the notebooks that did not pass."""

    failed: list[str] = []  # noqa: RUF012 - of the one command that runs in this process

    def validate(self, filename: str) -> dict[str, list[dict[str, str]]]:
        """As nbgrader does; whatever comes back is a complaint."""
        found = super().validate(filename)
        if found:
            self.failed.append(filename)
        return found


def start(self: ValidateApp) -> None:
    """Validate all notebooks; the status is 1 unless each of them passed."""
    CountingValidator.failed.clear()
    _start(self)
    if CountingValidator.failed:
        sys.exit(1)


def install() -> None:
    """Put both in the place of nbgrader's own, as often as the configuration is read."""
    validateapp.Validator = CountingValidator
    ValidateApp.start = start
