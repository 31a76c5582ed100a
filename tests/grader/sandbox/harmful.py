"""Submissions that would end every process of a machine, or fill it, if the sandbox had a hole.

Not a test module: `test_sandbox_harmful.py` runs it inside an outer process namespace with outer
limits, and it refuses to start anywhere else. Prints one line of JSON: the name of each attack and
whether it was contained.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

from grader.sandbox import Limits, Sandbox

MB = 2**20
ATTACKS = {
    "fork bomb": """
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
""",
    "fork bomb that detaches": """
import os
while True:
    try:
        if os.fork() == 0:
            os.setsid()
    except OSError:
        pass
""",
    "shell fork bomb": "import os\nos.system('b() { b | b & }; b; sleep 30')",
    "signals to everybody": """
import os, signal
for signum in range(1, 65):
    try:
        os.kill(-1, signum)
    except OSError:
        pass
import time
from pathlib import Path
time.sleep(30)
""",
    "signals to every number": """
import os
for pid in range(1, 4000):
    if pid != os.getpid():
        try:
            os.kill(pid, 9)
        except OSError:
            pass
done = True
""",
    "memory bomb": "x = []\nwhile True:\n    x.append(bytearray(50 * 2**20))",
    "memory bomb of many": """
import os, time
for _ in range(40):
    try:
        if os.fork() == 0:
            x = b"x" * (200 * 2**20)
            time.sleep(30)
    except (OSError, MemoryError):
        pass
time.sleep(30)
""",
    "shared memory bomb": """
import mmap
x = []
while True:
    block = mmap.mmap(-1, 50 * 2**20)
    block.write(b"x" * (50 * 2**20))
    x.append(block)
""",
    "disk bomb": """
number = 0
while number < 1000:
    with open(f"/tmp/{number}", "wb") as file:
        for _ in range(60):
            file.write(bytes(2**20))
    number += 1
""",
    "disk bomb in shared memory": """
number = 0
while number < 1000:
    with open(f"/dev/shm/{number}", "wb") as file:
        for _ in range(60):
            file.write(bytes(2**20))
    number += 1
""",
    "file bomb": "for i in range(10**6):\n    open(f'/tmp/{i}', 'w').close()",
    "thread bomb": """
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(30,)).start()
""",
    "descriptor bomb": "import os\nx = []\nwhile True:\n    x.append(os.pipe())",
    "output bomb": "import os\nwhile True:\n    os.write(1, b'x' * 2**20)",
    "print bomb": "while True:\n    print('x' * 10**6)",
}


def main() -> None:
    refuse_outside()
    limits = Limits(
        cell_seconds=2, grace_seconds=0.3, memory=512 * MB, disk=32 * MB, file_bytes=32 * MB
    )
    found = {}
    with Sandbox(limits, mode="required") as box:
        template = box.control.process.pid
        for name, source in ATTACKS.items():
            start = time.monotonic()
            with box.session() as session:
                result = session.run(source, "attack")
            seconds = time.monotonic() - start
            with box.session() as session:
                after = session.run(
                    "import os\nlen(os.listdir('/proc'))\nos.listdir('/tmp')", "next"
                )
            found[name] = {
                "how": type(result.fault or result.error).__name__,
                "seconds": round(seconds, 2),
                "contained": after.ok and box.control.process.pid == template and seconds < 8,
            }
    found["grader survives"] = {"contained": True}
    print(json.dumps(found))


def refuse_outside() -> None:
    """Only inside a small process namespace with outer limits."""
    processes = list(Path("/proc").glob("[0-9]*"))
    limited = resource.getrlimit(resource.RLIMIT_AS)[0] != resource.RLIM_INFINITY
    if os.environ.get("OUTER_NAMESPACE") != "1" or len(processes) > 6 or not limited:
        sys.exit("refusing: this must run inside unshare --pid --mount-proc, with limits")


if __name__ == "__main__":
    main()
