"""A template on this machine: started with bubblewrap or without, and lent to submissions."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from grader.sandbox.border import wire
from grader.sandbox.border.errors import CannotCross, SandboxFault, SandboxUnavailable
from grader.sandbox.border.limits import Limits
from grader.sandbox.control import END_SECONDS, Control
from grader.sandbox.launch import FILES, OUTSIDE_ID, another_user, launch
from grader.sandbox.remedy import unavailable
from grader.sandbox.scratch import Scratch, make_scratch, remove_scratch
from grader.sandbox.session import Session

log = logging.getLogger(__name__)

Mode = Literal["auto", "required", "off"]

NOT_ENFORCED = (
    "no isolation: submissions can read this user's files, use the network, signal this user's "
    "processes and leave files behind; limits on memory and time hold for each process only"
)


class Sandbox:
    """A warm template, and one submission at a time forked from it.

    `files` is the folder of the assignment's supporting files: submissions find its contents in
    their working directory, and packages in it are imported beforehand, as are `imports`. `mode` is
    "required" or "auto" (bubblewrap or `SandboxUnavailable`, which with "auto" also says how to do
    without), or "off", which somebody has to ask for.

    A sandbox belongs to the process and the thread that opened it: each worker opens its own, and
    it ends with that thread, even if that is killed.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        mode: Mode = "auto",
        files: Path | None = None,
        imports: Sequence[str] = (),
    ):
        if mode not in ("auto", "required", "off"):
            raise ValueError(f'sandbox mode is "auto", "required" or "off", not {mode!r}')
        self.limits, self.mode, self.imports = limits or Limits(), mode, tuple(imports)
        self.files = Path(files).resolve() if files else None
        if self.files and not self.files.is_dir():
            raise FileNotFoundError(f"the folder of supporting files {self.files} does not exist")
        self.isolated = False
        self.problem = ""  # why there is no isolation
        self.notes: list[str] = []
        self.control: Control | None = None  # while there is a template
        self._session: Session | None = None
        self._scratch: Scratch | None = None

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def statement(self) -> str:
        """One line on what is enforced here."""
        if self.isolated:
            return "bubblewrap: submissions are isolated"
        return f"{NOT_ENFORCED} ({self.problem})"

    def start(self) -> None:
        """Start the template, in the strongest way that works here and `mode` allows."""
        self.problem = 'mode "off"' if self.mode == "off" else ""
        if self.mode != "off":
            for two_users in (True, False) if os.geteuid() == 0 else (False,):
                self.problem = self._try_start(isolated=True, two_users=two_users)
                if not self.problem:
                    return
            raise SandboxUnavailable(unavailable(self.problem, self.mode == "auto"))
        log.warning("%s", self.statement)
        if problem := self._try_start(isolated=False, two_users=False):
            raise SandboxFault(f"the template process does not start: {problem}")

    def close(self) -> None:
        """End the template, and with it whatever still runs inside."""
        if self._session:
            with contextlib.suppress(SandboxFault):  # a template that fails now ends all the same
                self._session.close()
            self._session = None
        if self.control:
            # Without isolation it needs a moment to end its descendants itself.
            self.control.close(patience=0 if self.isolated else END_SECONDS)
            self.control = None
        if self._scratch:
            remove_scratch(self._scratch)
            self._scratch = None

    @contextlib.contextmanager
    def session(self) -> Iterator[Session]:
        """One submission, from a fresh fork to the last of its processes and files gone."""
        session = self.open_session()
        try:
            yield session
        finally:
            session.close()

    def open_session(self) -> Session:
        """As `session`, for callers who close it themselves."""
        if self.control is None or self.control.closed:
            self.close()
            self.start()
        self._session = self._new_session()
        return self._session

    def _new_session(self) -> Session:
        if self.control is None:
            raise SandboxFault("there is no template process")
        number, sock = self.control.start()
        return Session(self.control, number, sock, self.limits)

    def _try_start(self, isolated: bool, two_users: bool) -> str:
        """Start a template and try a session; what is wrong, or nothing."""
        self.isolated = isolated
        try:
            self._launch(isolated, two_users)
            with contextlib.closing(self._new_session()) as session:
                if not session.run("open(__import__('os').__file__).close()", "probe").ok:
                    raise SandboxFault("Python's own files are not readable for another user")
        except (SandboxFault, OSError, wire.Closed, wire.TooSlow, CannotCross) as error:
            said = self.control.last_words() if self.control else ""
            self.close()
            self.isolated = False
            return said or str(error) or type(error).__name__
        return ""

    def _launch(self, isolated: bool, two_users: bool) -> None:
        if self._scratch is None:
            owner = OUTSIDE_ID if not isolated and another_user() else None
            self._scratch = make_scratch(self.files, owner)
        files = self._scratch.path / "files" if self.files else None
        self.control = Control(*launch(isolated, two_users, files))
        settings = {
            "limits": asdict(self.limits),
            "isolated": isolated,
            "files": FILES if files and isolated else files and str(files),
            "work": str(self._scratch.path / "work"),
            "imports": list(self.imports),
        }
        self.notes = self.control.prepare(settings)
