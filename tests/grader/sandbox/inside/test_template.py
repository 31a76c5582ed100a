"""What a submission can see, reach and leave behind. Harmless where it works."""

from pathlib import Path

from grader.sandbox import Limits, Sandbox
from tests.grader.sandbox.looking import descendants, evaluate, linux, only


def test_are_files_and_packages_of_the_assignment_there(session):
    source = "from utils import check\ncheck(1), open('datasets/numbers.txt').read()"
    assert only(session.run(source, "a"))["data"]["text/plain"] == "('checked', '1 2 3')"
    assert session.run("open('datasets/own.txt', 'w').write('x')", "b").ok


def test_is_nothing_of_a_submission_seen_by_the_next(box):
    spoil = """
import builtins, os, sys, utils, numpy as np
utils.check = builtins.abs = np.allclose = lambda *a, **k: True
sys.modules["math"] = None
open("left", "w").write("x")
os.environ["LEFT"] = "x"
"""
    with box.session() as session:
        assert session.run(spoil, "a").ok
    with box.session() as session:
        look = """
import math, os, utils, numpy as np
[utils.check(1), abs(-2), np.allclose(1, 2), os.path.exists("left"), "LEFT" in os.environ]
"""
        shown = only(session.run(look, "a"))["data"]["text/plain"]
        assert shown == "['checked', 2, False, False, False]"


def test_is_a_module_that_cannot_be_loaded_beforehand_only_a_note(files):
    with Sandbox(mode="off", files=files, imports=["no_such_module"]) as box:
        assert "no_such_module" in box.notes[0]
        with box.session() as session:
            assert session.run("1", "a").ok


@linux
def test_does_memory_stay_flat_over_many_submissions(isolated_box):
    template = descendants(isolated_box.control.process.pid)[-1]

    def resident():
        return int(Path(f"/proc/{template}/statm").read_text().split()[1])

    def descriptors():
        return len(list(Path("/proc/self/fd").iterdir()))

    def one():
        with isolated_box.session() as session:
            session.run("x = list(range(1000))", "a")

    for _ in range(100):  # until every page that the template itself writes to is its own
        one()
    pages, opened = resident(), descriptors()
    for _ in range(100):
        one()
    assert resident() - pages < 500
    assert descriptors() == opened


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
