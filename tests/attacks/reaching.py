"""Reaching out of the sandbox: processes, memory, the network, other people's files."""

from grader.places import ROOT
from tests.attacks.attack import MARK, Attack
from tests.attacks.week2 import FILE

TRY = """
import ctypes, os, socket
reached = []
def attempt(what, action):
    try:
        if action() not in (-1, None, False):
            reached.append(what)
    except Exception:
        pass
"""
SAY = "\nprint('reached:', reached)\n"
NOTHING = "reached: \\[\\]"

TEMPLATE = """
libc = ctypes.CDLL(None, use_errno=True)
for name in ("environ", "mem", "maps", "auxv", "stack", "syscall", "io", "personality"):
    attempt(name, lambda: open(f"/proc/1/{name}", "rb").read(1))
for name in ("mem", "oom_score_adj", "comm", "attr/current", "clear_refs"):
    attempt("write " + name, lambda: open(f"/proc/1/{name}", "wb", 0).write(b"0"))
attempt("fd", lambda: os.listdir("/proc/1/fd"))
attempt("root", lambda: os.listdir("/proc/1/root"))
attempt("ptrace", lambda: libc.ptrace(16, 1, 0, 0) + 1)
attempt("seize", lambda: libc.ptrace(0x4206, 1, 0, 0) + 1)
attempt("vm", lambda: libc.process_vm_writev(1, 0, 0, 0, 0, 0) + 1)
attempt("pidfd_getfd", lambda: libc.syscall(438, os.pidfd_open(1), 3, 0))
attempt("parent", lambda: libc.ptrace(16, os.getppid(), 0, 0) + 1)
import resource
attempt("limits", lambda: resource.prlimit(1, resource.RLIMIT_AS, (2**20, 2**20)))
attempt("priority", lambda: os.setpriority(os.PRIO_PROCESS, 1, 19) or True)
"""
ELSEWHERE = f"""
import glob
course = {str(ROOT)!r}
for path in (".course-secret", "gradebook.db", "nbgrader_config.py", "grader", "source", ".git",
             "submitted", "autograded", "COURSE/gradebook.db", "COURSE/submitted", "tests"):
    path = path.replace("COURSE", "..")
    attempt(path, lambda: os.path.exists(os.path.join(course, path)))
    attempt("relative " + path, lambda: os.path.exists(os.path.join("..", path)))
for pattern in ("/*/*.db", "/*/*/*.db", "/home/*", "/root/*", "/srv/*", "/mnt/*", "/var/*"):
    attempt(pattern, lambda: glob.glob(pattern) or None)
attempt("sqlite", lambda: __import__("sqlite3").connect("file:" + course + "/gradebook.db?mode=ro",
        uri=True).execute("select * from student").fetchall() or True)
for name, value in os.environ.items():
    if any(word in name for word in ("SECRET", "TOKEN", "COURSE", "SSH", "JUPYTER")):
        reached.append(name)
"""
WRITING = f"""
mark = {MARK!r}
for place in ("/", "/files", "/files/utils", "/grader-code", "/grader-code/grader/sandbox", "/etc",
              "/usr/lib", "/dev", "/proc", "/sys", "/var", "/home", "/root", {str(ROOT)!r},
              os.path.dirname(os.__file__), os.path.dirname(np.__file__)):
    attempt(place, lambda: open(os.path.join(place, mark), "w"))
    attempt("link in " + place, lambda: os.symlink("/tmp", os.path.join(place, mark)) or True)
    attempt("mode of " + place, lambda: os.chmod(place, 0o777) or True)
for path in ("utils/checks.py", "checks.json", "datasets/cats.h5", {FILE!r}):
    attempt("over " + path, lambda: open(path, "r+b"))
    attempt("mode of " + path, lambda: os.chmod(path, 0o777) or True)
    attempt("truncate " + path, lambda: os.truncate(path, 0) or True)
attempt("hard link", lambda: os.link("/files/checks.json", "/tmp/hard") or True)
attempt("device", lambda: os.mknod("/tmp/device", 0o60666, os.makedev(8, 0)) or True)
attempt("setuid", lambda: os.setuid(0) or True)
attempt("chown", lambda: os.chown("/tmp/work", 0, 0) or True)
"""
NETWORK = """
for family, address in [(socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET, ("127.0.0.1", 22)),
                        (socket.AF_INET, ("127.0.0.1", 8888)), (socket.AF_INET6, ("::1", 22)),
                        (socket.AF_UNIX, "/run/docker.sock"), (socket.AF_UNIX, "/tmp/.X11-unix/X0"),
                        (socket.AF_UNIX, "/run/dbus/system_bus_socket")]:
    def connect():
        with socket.socket(family) as s:
            s.settimeout(0.5)
            s.connect(address)
            return True
    attempt(address, connect)
attempt("name", lambda: socket.gethostbyname("example.org"))
attempt("host", lambda: socket.gethostname() != "sandbox")
attempt("interfaces", lambda: [n for _, n in socket.if_nameindex() if n != "lo"] or None)
attempt("raw", lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1))
attempt("packet", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
attempt("udp", lambda: udp.sendto(b"x", ("192.0.2.1", 53)))
"""
KERNEL = """
libc = ctypes.CDLL(None, use_errno=True)
flags = 0x10000000 | 0x20000
attempt("unshare", lambda: libc.unshare(flags) + 1)
attempt("mount", lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0) + 1)
attempt("umount", lambda: libc.umount2(b"/files", 2) + 1)
attempt("setns", lambda: libc.setns(0, 0) + 1)
attempt("chroot", lambda: os.chroot("/tmp") or True)
attempt("keyctl", lambda: libc.syscall(250, 0, -3, 1))
attempt("shmget", lambda: libc.shmget(1, 4096, 0o1666))
attempt("bpf", lambda: libc.syscall(321, 0, 0, 0))
attempt("io_uring", lambda: libc.syscall(425, 1, 0))
attempt("memfd", lambda: os.memfd_create("x"))
attempt("userfaultfd", lambda: libc.syscall(323, 0))
attempt("sudo", lambda: os.system("sudo -n true 2>/dev/null") == 0)
attempt("sched", lambda: os.sched_setscheduler(1, os.SCHED_FIFO, os.sched_param(1)) or True)
"""

ATTACKS = [
    Attack(
        "the template's memory and environment", ("predict",), NOTHING, before=TRY + TEMPLATE + SAY
    ),
    Attack(
        "the course folder and the gradebook", ("predict",), NOTHING, before=TRY + ELSEWHERE + SAY
    ),
    Attack("writing outside", ("predict",), NOTHING, before=TRY + WRITING + SAY),
    Attack("the network and sockets", ("predict",), NOTHING, before=TRY + NETWORK + SAY),
    Attack(
        "namespaces, keys and other system calls", ("predict",), NOTHING, before=TRY + KERNEL + SAY
    ),
    Attack(
        "the trusted side's files by symbolic links of the sandbox",
        ("predict",),
        "No such file|FileNotFoundError",
        before=f"import os\nos.symlink({str(ROOT)!r}, 'course')\n"
        "print(open('course/nbgrader_config.py').read())",
    ),
]
