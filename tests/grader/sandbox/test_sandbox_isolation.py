"""What student code can see and reach, tried by student code. Harmless where it works."""

import os
from pathlib import Path

import pytest

from grader.sandbox import Limits, Sandbox, capabilities

COURSE = Path(__file__).resolve().parents[3]


def evaluate(session, source):
    result = session.run(source, "probe")
    assert result.ok, result.outputs
    return session.get("found")


def test_is_the_system_read_only_and_only_its_own_folder_writable(isolated):
    source = """
import os
found = []
for top, folders, _ in os.walk("/"):
    if top.count("/") > 5 or top == "/proc":
        folders.clear()
    if top != "/proc" and os.access(top, os.W_OK):
        try:
            open(os.path.join(top, "probe-of-the-sandbox"), "w").close()
            found.append(top)
        except OSError:
            pass
"""
    writable = evaluate(isolated, source)
    expected = {"/tmp", "/tmp/.shm", "/tmp/work", "/tmp/work/utils", "/tmp/work/datasets"}
    assert set(writable) == expected | {"/dev/shm"}


def test_is_the_course_out_of_sight(isolated):
    source = """
import os
found = {}
for path in PATHS:
    try:
        found[path] = sorted(os.listdir(path)) if os.path.isdir(path) else open(path).read(1)
    except OSError as error:
        found[path] = type(error).__name__
"""
    paths = [str(COURSE), str(COURSE / "grader"), str(COURSE / ".git"), str(Path.home() / ".ssh")]
    paths += ["/etc/passwd", "/etc/shadow", "/var", "/home", "/proc/1/cwd", "/proc/1/root/tmp"]
    isolated.set("PATHS", paths)
    found = evaluate(isolated, source)
    assert found.pop(str(COURSE)) in (["NotADirectoryError"], [".venv"], "FileNotFoundError")
    assert set(found.values()) <= {"FileNotFoundError", "PermissionError"}, found


def test_is_the_environment_bare(isolated):
    found = evaluate(isolated, "import os\nfound = dict(os.environ)")
    assert found["HOME"] == "/tmp/work"
    assert not [name for name in found if "TOKEN" in name or "KEY" in name or "SECRET" in name]
    assert set(found) <= {
        "HOME", "HDF5_USE_FILE_LOCKING", "IPYTHONDIR", "LANG", "LOGNAME", "MPLBACKEND", "PATH",
        "MPLCONFIGDIR", "PWD", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "USER",
        "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS",
        "VECLIB_MAXIMUM_NUM_THREADS", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_",
    }  # fmt: skip


def test_are_no_descriptors_inherited(isolated):
    source = """
import os
found = sorted(os.readlink(f"/proc/self/fd/{fd}").split(":")[0].split("/")[1][:3]
               if "/" in os.readlink(f"/proc/self/fd/{fd}") else
               os.readlink(f"/proc/self/fd/{fd}").split(":")[0]
               for fd in os.listdir("/proc/self/fd") if os.path.lexists(f"/proc/self/fd/{fd}"))
"""
    found = evaluate(isolated, source)
    # standard input; two files that capture output; the session's socket; the listing itself
    assert found.count("socket") == 1, found
    assert len(found) <= 5, found


def test_is_there_no_network(isolated):
    source = """
import socket
found = {"names": [name for _, name in socket.if_nameindex()]}
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
    found["connected"] = True
except OSError as error:
    found["connected"] = False
"""
    found = evaluate(isolated, source)
    assert found["names"] in ([], ["lo"])
    assert not found["connected"]


def test_is_the_template_out_of_reach(isolated):
    source = """
import ctypes, os, resource, signal
libc = ctypes.CDLL(None, use_errno=True)
found = {}
def attempt(name, action):
    try:
        result = action()
        found[name] = "refused" if result == -1 else "allowed"
    except OSError:
        found[name] = "refused"
for name in ("environ", "mem", "maps", "auxv", "stack", "syscall"):
    attempt(name, lambda: open(f"/proc/1/{name}", "rb").read(1))
for name in ("cwd", "root", "exe", "ns/pid", "fd/3"):
    attempt(name, lambda: os.readlink(f"/proc/1/{name}"))
attempt("ptrace", lambda: libc.ptrace(16, 1, 0, 0))
attempt("limits", lambda: resource.prlimit(1, resource.RLIMIT_NOFILE, (8, 8)))
attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19))
attempt("affinity", lambda: os.sched_setaffinity(1, {0}))
attempt("scheduler", lambda: os.sched_setscheduler(1, os.SCHED_IDLE, os.sched_param(0)))
attempt("memory", lambda: libc.process_vm_readv(1, 0, 0, 0, 0, 0))
for signum in range(1, 65):
    try:
        os.kill(1, signum)  # refused, or without effect on process 1
    except OSError:
        pass
"""
    found = evaluate(isolated, source)
    assert set(found.values()) == {"refused"}, found
    assert isolated.run("1", "after").ok


def test_does_the_template_live_after_all_that(isolated_box):
    for _ in range(3):
        with isolated_box.session() as session:
            assert session.run("1", "a").ok


@pytest.mark.parametrize(
    "call",
    ["unshare(0x10000000)", "shmget(0, 4096, 0o1600)", "memfd_create(b'x', 0)", "keyctl(0, -3, 1)",
     "mount(0, 0, 0, 0, 0)", "setns(0, 0)", "chroot(b'/')", "syscall(425, 1, 0)"],
)  # fmt: skip
def test_are_dangerous_system_calls_refused(isolated, call):
    source = f"""
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
result = libc.{call} if hasattr(libc, "{call.split("(")[0]}") else -1
found = result == -1
"""
    assert evaluate(isolated, source)


def test_are_privileges_gone_for_good(isolated):
    source = """
found = {}
for line in open("/proc/self/status"):
    name, _, value = line.partition(":")
    if name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Uid"):
        found[name] = value.split()[0]
"""
    found = evaluate(isolated, source)
    assert {found[name] for name in found if name.startswith("Cap")} == {"0" * 16}
    assert (found["NoNewPrivs"], found["Seccomp"], found["Uid"]) == ("1", "2", "1000")


def test_is_everything_gone_with_the_submission(isolated_box):
    leave = """
import os, subprocess, threading, time, socket
open("/tmp/left", "w").write("x")
open("/dev/shm/left", "w").write("x")
threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(1)
    os._exit(0)
subprocess.Popen(["sleep", "1000"], start_new_session=True)
server = socket.socket(socket.AF_UNIX)
server.bind("\\0left")
server.listen()
path = "/tmp"
for _ in range(500):  # deeper than a recursive clean-up could go
    path += "/d" * 5
    os.makedirs(path[-4000:], exist_ok=True) if len(path) < 4000 else None
"""
    look = """
import os, socket
found = [os.path.exists("/tmp/left"), os.path.exists("/dev/shm/left"), os.path.exists("/tmp/d")]
found.append(len([p for p in os.listdir("/proc") if p.isdigit()]) > 2)
try:
    socket.socket(socket.AF_UNIX).connect("\\0left")
    found.append(True)
except OSError:
    found.append(False)
"""
    with isolated_box.session() as session:
        assert session.run(leave, "a").ok
    with isolated_box.session() as session:
        assert evaluate(session, look) == [False] * 5


def test_are_lazy_imports_possible_for_the_submissions_user(isolated):
    assert isolated.run("import wave, sklearn.datasets, xml.dom.minidom, sqlite3", "a").ok


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_do_files_of_a_private_folder_arrive(tmp_path, umask):
    before = os.umask(umask)
    try:
        folder = tmp_path / "private"
        folder.mkdir(mode=0o700)
        (folder / "data.txt").write_text("here")
        with Sandbox(files=folder) as box, box.session() as session:
            assert evaluate(session, "found = open('data.txt').read()") == "here"
    finally:
        os.umask(before)


def test_does_the_doctor_find_everything_enforced(isolated_box):
    found = capabilities("required")
    assert [name for name, value in found.items() if value is False] == []
    assert found["isolated"] is True


def test_does_the_doctor_tell_what_is_missing_without_isolation():
    found = capabilities("off")
    assert found["isolated"] is False
    assert found["no view of the grader's files"] is False
    assert found["time"] is True
    assert "no isolation" in found["sandbox"]


def test_is_the_memory_of_all_processes_together_limited(isolated_box):
    source = """
import os, time
for _ in range(6):
    if os.fork() == 0:
        block = b"x" * (100 * 2**20)
        time.sleep(20)
        os._exit(0)
time.sleep(20)
"""
    with Sandbox(Limits(memory=300 * 2**20, cell_seconds=20)) as box, box.session() as session:
        fault = session.run(source, "bomb").fault
        assert fault.reason == "memory"
        assert "300 MB" in str(fault)
