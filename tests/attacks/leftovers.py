"""Leaving something behind for the next submission, or for the end of this one."""

from tests.attacks.attack import MARK, Attack

ATTACKS = [
    Attack(
        "threads and detached processes left running",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import os, subprocess, threading, time
for _ in range(5):
    threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()
threading.Thread(target=time.sleep, args=(1000,)).start()
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        while True:
            time.sleep(0.01)
            try:
                open("/files/checks.json", "w")
            except OSError:
                pass
    os._exit(0)
subprocess.Popen(["sleep", "1000"], start_new_session=True)
subprocess.Popen("nohup setsid sleep 1000 &", shell=True)
""",
    ),
    Attack(
        "files and shared memory for the next submission",
        ("predict",),
        "predict: 0 of 10 points",
        before=f"""
import mmap, os
from multiprocessing import shared_memory
for place in ("/tmp", "/dev/shm", "/tmp/work", "/var/tmp", "/run"):
    try:
        open(os.path.join(place, "{MARK}"), "w").write("x")
    except OSError:
        pass
block = shared_memory.SharedMemory("{MARK}", create=True, size=4096)
with open("/tmp/{MARK}-map", "wb+") as file:
    file.write(bytes(4096))
    shared = mmap.mmap(file.fileno(), 4096)
    shared[:4] = b"left"
os.makedirs("/tmp/" + "d/" * 900)
os.mkfifo("/tmp/pipe")
""",
    ),
    Attack(
        "sockets and locks for the next submission",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import fcntl, socket
kept = []
for family, address in [(socket.AF_UNIX, "\\0left"), (socket.AF_UNIX, "/tmp/left.sock"),
                        (socket.AF_INET, ("127.0.0.1", 4444))]:
    try:
        server = socket.socket(family)
        server.bind(address)
        server.listen()
        kept.append(server)
    except OSError:
        pass
for path in ("checks.json", "/files/checks.json", "datasets/cats.h5"):
    try:
        kept.append(open(path, "rb"))
        fcntl.flock(kept[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.fcntl(kept[-1], fcntl.F_NOTIFY, 0x8000003F)
    except OSError:
        pass
""",
    ),
    Attack(
        "the process's settings spoilt",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import gc, locale, os, resource, signal, sys, time
os.umask(0o777)
os.chdir("/")
os.environ.clear()
sys.path.clear()
sys.setrecursionlimit(10**6)
sys.setswitchinterval(100)
gc.disable()
os.nice(19)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
for signum in (signal.SIGUSR1, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
    signal.signal(signum, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0)
os.setpgid(0, 0) if os.getpgid(0) != os.getpid() else None
""",
    ),
    Attack(
        "its own folder taken away",
        ("predict",),
        "predict: 0 of 10 points",
        before="import os, shutil\nhere = os.getcwd()\nos.chdir('/tmp')\nshutil.rmtree(here)\n"
        "os.symlink('/etc', here)",
    ),
    Attack(
        "atexit, __del__ and weak references that run at the end",
        ("predict",),
        "predict: 0 of 10 points",
        before="""
import atexit, os, threading, time, weakref
def forever(*_):
    while True:
        time.sleep(0.01)
class Last:
    def __del__(self):
        forever()
last = Last()
ring = [last]
ring.append(ring)
atexit.register(forever)
weakref.finalize(last, forever)
threading._register_atexit(forever) if hasattr(threading, "_register_atexit") else None
os.register_at_fork(before=lambda: None, after_in_child=lambda: None)
""",
    ),
]
