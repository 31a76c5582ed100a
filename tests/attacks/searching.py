"""Looking for what is not there: hidden tests, reference solutions, secrets, others' work."""

from tests.attacks.attack import Attack

# The words are put together, so that the attack does not find itself; what is sought is a test, the
# reference solution of what this submission answers wrongly, and the secret of the test's course.
WORDS = """
words = ["".join(parts) for parts in (
    ["grade", "_quiz"], ["BEGIN ", "HIDDEN"], ["why", "_not"], ["a secret for", " the tests"],
    ["np.log(1 -", " A)) / m"], ["exercise", "s_of"], ["hidden", "_cases"], ["BEGIN ", "SOLUTION"],
)]
"""
MEMORY = (
    WORDS
    + """
import gc, sys
gc.unfreeze()
ours = {id(sys._getframe()), id(globals()), id(words)}
frame, seen, found = sys._getframe(), set(), set()
waiting = [*gc.get_objects(), *sys.modules.values()]
while frame:
    waiting += [frame.f_locals, frame.f_globals, frame.f_code]
    frame = frame.f_back
while waiting:
    thing = waiting.pop()
    if id(thing) in seen or thing is words:
        continue
    seen.add(id(thing))
    if isinstance(thing, (str, bytes, bytearray)):
        text = thing if isinstance(thing, str) else bytes(thing).decode("latin1")
        found |= {word for word in words if word in text}
    else:
        waiting += [part for part in gc.get_referents(thing) if part is not seen]
print("objects:", len(seen) > 50_000, "found:", sorted(found))
"""
)
FILES = (
    WORDS
    + """
import os
found, skip, count = [], ("/proc", "/sys", "/usr", "/lib", "/bin", "/dev"), 0
import sys
for top, folders, files in os.walk("/"):
    folders[:] = [f for f in folders if os.path.join(top, f) not in skip]
    if top.startswith((sys.prefix, sys.base_prefix)):
        files = [n for n in files if n.endswith((".ipynb", ".db", ".pth")) or "secret" in n]
        files = [n for n in files if "python" not in top]
    for name in files:
        try:
            text = open(os.path.join(top, name), "rb").read().decode("latin1")
        except OSError:
            continue
        count += 1
        found += [(os.path.join(top, name), word) for word in words if word in text]
print("files:", count > 20, "found:", found)
"""
)
PROCESSES = (
    WORDS
    + """
import glob, os
found, read = [], 0
for path in glob.glob("/proc/*/*") + glob.glob("/proc/*/task/*/*") + glob.glob("/proc/*/fd/*"):
    if path.rsplit("/", 1)[1] in ("environ", "cmdline", "comm", "maps", "stack", "mountinfo"):
        try:
            text = open(path, "rb").read().decode("latin1")
        except OSError:
            continue
        read += 1
        found += [(path, word) for word in words if word in text]
        found += [(path, name) for name in ("COURSE_", "TOKEN", "PASSWORD") if name in text]
print("read:", read > 5, "found:", found)
"""
)
OWN_MEMORY = (
    WORDS
    + """
found, regions = set(), 0
with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
    for line in maps.read().splitlines():
        first, last = (int(part, 16) for part in line.split()[0].split("-"))
        if " rw" in line and last - first < 2**28:
            try:
                memory.seek(first)
                text = memory.read(last - first)
            except (OSError, ValueError, OverflowError):
                continue
            regions += 1
            # This submission's own words, and what the compiler made of them, are in memory too.
            for word in words[3:5]:
                found |= {word} if text.count(word.encode()) > 40 else set()
print("regions:", regions > 20, "found:", sorted(found))
"""
)

ATTACKS = [
    Attack("every object in memory", ("propagate",), "objects: True found: \\[\\]", before=MEMORY),
    Attack(
        "every object, from inside a call",
        ("propagate",),
        "objects: True found: \\[\\]",
        solutions={
            "propagate": "report = []\ndef propagate(w, b, X, Y):\n"
            "    if not report:\n        report.append(1)\n        exec(SEARCH, {})\n"
            "        raise ValueError(OUT[0])\n    return {}, 0.0"
        },
        before="SEARCH = "
        + repr(
            MEMORY.replace("print(", "OUT.append(' '.join(map(str, (").replace(
                "sorted(found))", "sorted(found)))))"
            )
        )
        + "\nOUT = []\nSEARCH = 'OUT = __OUT\\n' + SEARCH"
        "\nimport builtins\nbuiltins.__OUT = OUT",
    ),
    Attack(
        "the process's own memory", ("propagate",), "regions: True found: \\[\\]", before=OWN_MEMORY
    ),
    Attack("every file", ("propagate",), "files: True found: \\[\\]", before=FILES),
    Attack("every process", ("propagate",), "read: True found: \\[\\]", before=PROCESSES),
]
