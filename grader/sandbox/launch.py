"""Starting a template: in bubblewrap, or as a plain process where that does not work.

Where students' code runs there is no package `grader`. The folders `inside` and `border` are all of
ours, under a package that is made on the spot, with a name that no folder of a course can have.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.sandbox.border import wire
from grader.sandbox.border.kernel import CLONE_NEWUSER, unshare

OUTSIDE_ID = 64999  # the user the submissions are, seen from outside, when we are root
# Set where there is no bubblewrap and we are root of a container that is thrown away afterwards:
# the submissions are that other user all the same, and can read only what everybody can.
ANOTHER_USER = "SANDBOX_ANOTHER_USER"
HERE = Path(__file__).parent
PARTS = ("border", "inside")
CODE, FILES = "/grader-code", "/files"  # where our code and the assignment's files are, inside
VENV = "/venv"  # of its own, since a project may lie where a submission's /tmp hides it
TEMPLATE_BYTES = 32 * 2**20

ENTRY = """
import importlib, sys, types
package = sys.modules["<notebook>"] = types.ModuleType("<notebook>")
package.__path__ = [sys.argv[1]]
importlib.import_module("<notebook>.inside.template").main(int(sys.argv[2]))
"""


def launch(
    isolated: bool, two_users: bool, files: Path | None
) -> tuple[subprocess.Popen, socket.socket]:
    """A new template process, and the socket on which it waits for its settings.

    `isolated` is with bubblewrap, whose submissions are another user with `two_users`, and find
    `files` at `FILES`. Raises OSError where that cannot be.
    """
    ours, theirs = wire.pair()
    passed = [theirs.fileno()]
    python = _inside_python() if isolated else sys.executable
    code = CODE if isolated else str(HERE)
    command = [python, "-s", "-P", "-B", "-c", ENTRY, code, str(theirs.fileno())]
    user = OUTSIDE_ID if not isolated and another_user() else None
    try:
        if isolated:
            users = two_user_namespace() if two_users else None
            if users is not None:
                passed.append(users)
            command = [*bubblewrap(files, users), *command]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(isolated),
            pass_fds=passed,
            start_new_session=True,  # Ctrl-C is for us to handle, not for it
            user=user,
            group=user,
            extra_groups=None if user is None else (),
        )
    except OSError:
        ours.close()
        raise
    finally:
        theirs.close()
        for fd in passed[1:]:
            os.close(fd)
    return process, ours


def another_user() -> bool:
    """Whether submissions without isolation are to be another user."""
    return bool(os.environ.get(ANOTHER_USER)) and os.geteuid() == 0


def _inside_python() -> str:
    """This Python, where a submission finds it."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return str(VENV / Path(sys.executable).relative_to(sys.prefix))


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


def bubblewrap(files: Path | None, users: int | None) -> list[str]:
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
        command += ["--ro-bind", sys.prefix, VENV]
    command += ["--proc", "/proc", "--dev", "/dev", "--size", str(TEMPLATE_BYTES)]
    command += ["--tmpfs", "/tmp"]
    for part in PARTS:
        command += ["--ro-bind", str(HERE / part), f"{CODE}/{part}"]
    for fonts in _font_list():
        command += ["--ro-bind", str(fonts), f"/tmp/matplotlib/{fonts.name}"]
    if files:
        command += ["--ro-bind", str(files), FILES]
    return [*command, "--chdir", "/tmp", "--remount-ro", "/dev", "--remount-ro", "/", "--"]


def _font_list() -> list[Path]:
    """Matplotlib's list of fonts where this user has one: finding them anew takes a second."""
    folder = os.environ.get("MPLCONFIGDIR") or Path(
        os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "matplotlib"
    )
    return sorted(Path(folder).glob("fontlist-*.json"))


def two_user_namespace() -> int | None:
    """A user namespace with root as the template and `OUTSIDE_ID` as the submissions' user.

    Only root may make one. Being really different users puts the template out of the submissions'
    reach once more, and lets the kernel count their processes, which it does not do for root.
    """
    ready, release = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            unshare(CLONE_NEWUSER)
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
