"""The trusted side of the template: starting it, with bubblewrap or without, and steering it."""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal

from . import jail, wire
from .codec import decode, encode
from .errors import CannotCross, SandboxFault, SandboxUnavailable
from .limits import Limits
from .session import Session

log = logging.getLogger(__name__)

Mode = Literal["auto", "required", "off"]

START_SECONDS = 60.0  # a cold disk can take long over SciPy
ANSWER_SECONDS = 10.0
OUTSIDE_ID = 64999  # the user the submissions are, seen from outside, when we are root
INSIDE_FILES = "/files"
FOLDER = "sandbox-"
INSIDE_CODE = "/grader-code"
INSIDE_VENV = "/venv"  # of its own, since a project may lie where a submission's /tmp hides it
TEMPLATE_BYTES = 32 * 2**20

NOT_ENFORCED = (
    "no isolation: submissions can read this user's files, use the network, signal this user's "
    "processes and leave files behind; limits on memory and time hold for each process only"
)


class Sandbox:
    """A warm template, and one submission at a time forked from it.

    `files` is the folder of the assignment's supporting files: submissions find its contents in
    their working directory, and packages in it are imported beforehand, as are `imports`. `mode` is
    "required" (bubblewrap or `SandboxUnavailable`), "auto" (bubblewrap where it works) or "off".

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
        self._process: subprocess.Popen | None = None
        self._control: socket.socket | None = None
        self._session: Session | None = None
        self._requests = 0
        self._folder: tuple[Path, int] | None = None  # for our files, and the lock that keeps it

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
            if self.mode == "required":
                raise SandboxUnavailable(f"bubblewrap does not work here: {self.problem}")
            log.warning("%s", self.statement)
        if problem := self._try_start(isolated=False, two_users=False):
            raise SandboxFault(f"the template process does not start: {problem}")

    def close(self) -> None:
        """End the template, and with it whatever still runs inside."""
        if self._session:
            self._session.close()
        if self._control:
            self._control.close()
            self._control = None
        if self._process:
            if not self.isolated:  # give it the moment it needs to end its descendants itself
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(3)
            self._process.kill()
            self._process.wait()
            if self._process.stderr:
                self._process.stderr.close()
            self._process = None
        if self._folder:
            folder, lock = self._folder
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
            self._folder = None

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
        if self._session:
            raise SandboxFault("this sandbox is running a submission already; close that first")
        if self._control is None:
            self.start()
        ours, theirs = wire.pair()
        with theirs:
            try:
                reply = self._ask("start", theirs)
            except SandboxFault:
                ours.close()
                raise
        try:
            if "problem" in reply:
                raise SandboxFault(f"the submission could not be started: {reply['problem']}")
            hello = decode(wire.receive(ours, 65536, time.monotonic() + ANSWER_SECONDS))
            if hello != {"id": 0, "ready": True}:
                raise SandboxFault(f"the submission could not be started: {hello.get('problem')}")
        except (wire.Closed, wire.TooSlow, wire.TooLarge, CannotCross) as error:
            ours.close()
            self._ask("end", by_itself=False)
            problem = f"{type(error).__name__}: {error}"
            raise SandboxFault(f"the submission could not be started ({problem})") from None
        except SandboxFault:
            ours.close()
            self._ask("end", by_itself=False)
            raise
        self._session = Session(self, ours)
        return self._session

    # For the session

    @property
    def control(self) -> socket.socket:
        """Readable when the template reports that the submission ended by itself."""
        if self._control is None:
            raise SandboxFault("the sandbox is closed")
        return self._control

    def interrupt(self) -> None:
        """Send the submission a Ctrl-C; on return it has been sent."""
        self._ask("interrupt")

    def processor_seconds(self) -> float:
        """What the submission's processes have used so far, by the kernel's clocks."""
        return self._ask("time")["seconds"]

    def end(self, by_itself: bool = False) -> tuple[int | None, str]:
        """End the submission; its wait status if it ended by itself, and the template's reason.

        With `by_itself` it seems to be ending and is given a moment to finish.
        """
        self._session = None
        reply = self._ask("end", by_itself=by_itself)
        return reply["status"], reply["reason"]

    # The template

    def _ask(self, op: str, pass_on: socket.socket | None = None, **details: bool) -> dict:
        """Ask the template; a template that does not answer is ended and replaced later."""
        self._requests += 1
        deadline = time.monotonic() + ANSWER_SECONDS
        try:
            wire.send(self.control, encode({"op": op, "id": self._requests, **details}), deadline)
            if pass_on:
                socket.send_fds(self.control, [b"f"], [pass_on.fileno()])
            while True:
                reply = decode(wire.receive(self.control, 2**20, deadline))
                if reply["id"] == self._requests:  # others report a death, which "end" tells too
                    return reply
        except (wire.Closed, wire.TooSlow, CannotCross, OSError) as error:
            self._discard()
            raise SandboxFault(f"the template process failed ({type(error).__name__})") from error
        except BaseException:  # interrupted half-way: the conversation cannot be taken up again
            self._discard()
            raise

    def _discard(self) -> None:
        self._session = None
        if self._process:
            self._process.kill()
        self.close()

    def _try_start(self, isolated: bool, two_users: bool) -> str:
        """Start a template and try a session; what is wrong, or nothing."""
        self.isolated = isolated
        try:
            self._launch(isolated, two_users)
            with self.session() as session:
                if not session.run("open(__import__('os').__file__).close()", "probe").ok:
                    raise SandboxFault("Python's own files are not readable for another user")
        except (SandboxFault, OSError, wire.Closed, wire.TooSlow, CannotCross) as error:
            problem = str(error) or type(error).__name__
            said = self._said()
            self._discard()
            self.isolated = False
            return said or problem
        return ""

    def _launch(self, isolated: bool, two_users: bool) -> None:
        ours, theirs = wire.pair()
        passed = [theirs.fileno()]
        entry = "import sys; sys.path.insert(0, sys.argv[1]); from grader.sandbox import template; "
        entry += "template.main(int(sys.argv[2]))"
        root = INSIDE_CODE if isolated else str(Path(__file__).parents[2])
        python = _inside_python() if isolated else sys.executable
        command = [python, "-s", "-P", "-B", "-c", entry, root, str(theirs.fileno())]
        folder = self._prepare_folder()
        files = folder / "files" if self.files else None
        if isolated:
            users = _two_user_namespace() if two_users else None
            if users is not None:
                passed.append(users)
            command = [*_bubblewrap(files, users), *command]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment(isolated),
                pass_fds=passed,
                start_new_session=True,  # Ctrl-C is for us to handle, not for it
            )
        finally:
            theirs.close()
            for fd in passed[1:]:
                os.close(fd)
        self._control = ours
        settings = {
            "limits": asdict(self.limits),
            "isolated": isolated,
            "files": INSIDE_FILES if files and isolated else files and str(files),
            "work": str(folder / "work"),
            "imports": list(self.imports),
        }
        deadline = time.monotonic() + START_SECONDS
        wire.send(ours, encode(settings), deadline)
        self.notes = decode(wire.receive(ours, 2**20, deadline))["notes"]

    def _prepare_folder(self) -> Path:
        """A folder of our own: in it `files`, a copy that the submissions' user can read and nobody
        else sees changed, and `work`, for submissions that cannot be given one of their own."""
        if not self._folder:
            self._folder = _own_folder()
            top = self._folder[0]
            (top / "work").mkdir()
            if self.files:
                shutil.copytree(self.files, top / "files")
                for path in (top / "files", *(top / "files").rglob("*")):
                    path.chmod(0o755 if path.is_dir() else 0o644)
        return self._folder[0]

    def _said(self) -> str:
        """The last line the template wrote to its standard error before it ended."""
        process = self._process
        if not process or not process.stderr:
            return ""
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
        process.kill()
        os.set_blocking(process.stderr.fileno(), False)
        text = (process.stderr.read() or b"").decode(errors="replace").strip()
        return text.splitlines()[-1] if text else ""


def sweep() -> None:
    """Remove the temporary folders of killed processes.

    A folder's lock is gone when its process is. Nothing else can tell: the process may run in
    another process namespace.
    """
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*"):
        with contextlib.suppress(OSError):
            lock = os.open(left, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(left, ignore_errors=True)
            finally:
                os.close(lock)


def _own_folder() -> tuple[Path, int]:
    """A new temporary folder and the lock on it."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=FOLDER))
        with contextlib.suppress(FileNotFoundError):  # swept before it was locked
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _inside_python() -> str:
    """This Python, where a submission finds it."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(INSIDE_VENV / Path(sys.executable).relative_to(sys.prefix))


def _environment(isolated: bool) -> dict[str, str]:
    home = "/tmp" if isolated else tempfile.gettempdir()
    variables = {
        "PATH": "/usr/local/bin:/usr/bin:/bin" if isolated else os.environ.get("PATH", ""),
        "HOME": home,
        "LANG": "C.UTF-8",
        "USER": "student",
        "LOGNAME": "student",
        "PYTHONHASHSEED": "0",  # a regrade repeats what a set looks like
        "PYTHONDONTWRITEBYTECODE": "1",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": f"{home}/.ipython",
        "HDF5_USE_FILE_LOCKING": "FALSE",  # else one submission could lock a file for all others
        # Arrays in memory that was used before, not in new pages: faster, and fairer to time.
        "MALLOC_MMAP_THRESHOLD_": str(2**25),
        "MALLOC_TRIM_THRESHOLD_": str(2**28),
    }
    if isolated:
        variables["MPLCONFIGDIR"] = "/tmp/matplotlib"
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "NUMEXPR"):
        variables[f"{library}_NUM_THREADS"] = "1"
    return variables


def _bubblewrap(files: Path | None, users: int | None) -> list[str]:
    """The command line: an empty root with the system, Python, our code and the files read-only."""
    program = shutil.which("bwrap")
    if not program:
        raise OSError("the program bwrap is not installed")
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    apart += ["--unshare-cgroup-try"]
    if users is None:
        apart += ["--unshare-user", "--uid", "1000", "--gid", "1000"]
    else:
        apart += ["--userns", str(users)]
    command = [program, *apart, "--hostname", "sandbox"]
    command += ["--as-pid-1", "--new-session", "--die-with-parent", "--cap-drop", "ALL"]
    # What the template needs to fork a submission into its own mounts and user, all of it only
    # within its own user namespace; the forks give it up.
    needed = ["SYS_ADMIN", "SETPCAP", "KILL"]
    needed += [] if users is None else ["SETUID", "SETGID"]
    for capability in needed:
        command += ["--cap-add", f"CAP_{capability}"]
    bound: list[Path] = []
    for path in map(Path, ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin")):
        if path.is_symlink():
            command += ["--symlink", str(path.readlink()), str(path)]
        elif path.exists():
            command += ["--ro-bind", str(path), str(path)]
            bound.append(path)
    python = Path(sys.base_prefix)
    apart_from_system = not any(python.is_relative_to(path) for path in bound)
    # bwrap makes missing parents readable only for itself, and the submission is another user.
    parents = {Path("/etc"), *(python.parents if apart_from_system else ())} - {Path("/")}
    for parent in sorted(parents):
        command += ["--perms", "0755", "--dir", str(parent)]
    if apart_from_system:
        command += ["--ro-bind", str(python), str(python)]
    for name in ("ld.so.cache", "fonts", "alternatives", "localtime"):
        command += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
    if sys.prefix != sys.base_prefix:
        command += ["--ro-bind", sys.prefix, INSIDE_VENV]
    command += ["--proc", "/proc", "--dev", "/dev", "--size", str(TEMPLATE_BYTES)]
    command += ["--tmpfs", "/tmp", "--ro-bind", str(Path(__file__).parent)]
    command += [f"{INSIDE_CODE}/grader/sandbox"]
    for fonts in _font_list():
        command += ["--ro-bind", str(fonts), f"/tmp/matplotlib/{fonts.name}"]
    if files:
        command += ["--ro-bind", str(files), INSIDE_FILES]
    return [*command, "--chdir", "/tmp", "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def _font_list() -> list[Path]:
    """Matplotlib's list of fonts where this user has one: finding them anew takes a second."""
    folder = os.environ.get("MPLCONFIGDIR") or Path(
        os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "matplotlib"
    )
    return sorted(Path(folder).glob("fontlist-*.json"))


def _two_user_namespace() -> int | None:
    """A user namespace with root as the template and `OUTSIDE_ID` as the submissions' user.

    Only root may make one. Being really different users puts the template out of the submissions'
    reach once more, and lets the kernel count their processes, which it does not do for root.
    """
    ready, release = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            jail.unshare(jail.CLONE_NEWUSER)
            os.write(ready[1], b"x")
            os.close(release[1])
            os.read(release[0], 1)
        os._exit(0)
    try:
        os.close(ready[1])
        os.read(ready[0], 1)
        for kind in ("uid", "gid"):
            Path(f"/proc/{pid}/{kind}_map").write_text(f"0 0 1\n1000 {OUTSIDE_ID} 1\n")
        return os.open(f"/proc/{pid}/ns/user", os.O_RDONLY)
    except OSError:
        return None
    finally:
        for fd in (ready[0], *release):
            os.close(fd)
        os.waitpid(pid, 0)
