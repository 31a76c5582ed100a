"""Every attack of the corpus: it earns nothing, harms nobody, leaves nothing, and is called by
its name.

The families are one module each, lists of `Attack`. Those that could end every process of a machine
if the sandbox had a hole are in `harmful.py`, and run only inside an outer process namespace.
"""

import re
from pathlib import Path

import nbformat
import pytest

from grader.places import ROOT
from tests.attacks import (
    costly,
    ends,
    floods,
    forged,
    handed_in,
    hooks,
    leftovers,
    lying,
    oracles,
    patched,
    protocol,
    reaching,
    searching,
    values,
)
from tests.attacks import shown as fields
from tests.attacks.attack import MARK
from tests.attacks.ground import honest

FAMILIES = (
    patched, lying, values, forged, hooks, searching, reaching, leftovers, oracles, protocol,
    handed_in, ends, floods, costly, fields,
)  # fmt: skip
ATTACKS = [attack for family in FAMILIES for attack in family.ATTACKS]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_the_attack_earns_nothing_and_harms_nobody(attack, ground, week2_course):
    place = ground(attack.on, attack.short)
    template = place.box.control.process.pid
    result = place.grade(place.submission(attack), attack.files)

    earned = {grade.cell: grade.score for grade in result.grades}
    attacked = {cell_name(name) for name in attack.attacked}
    assert {earned[name] for name in attacked} == {0}, earned
    spoilt = attacked | {cell_name(name) for name in attack.spoils}
    others = {name: points for name, points in place.points.items() if name not in spoilt}
    assert {name: earned[name] for name in others} == others
    assert result.status == "graded"
    said = reported(result, spoilt)
    assert re.search(attack.expect, said), said

    assert place.box.control.process.pid == template
    assert place.box.control.process.poll() is None
    assert left_inside(place.box) == []
    assert left_outside(week2_course) == []
    honest(ground("asserts", attack.short), place.box)


def test_the_corpus_is_large_and_every_name_is_used_once():
    names = [attack.name for attack in ATTACKS]
    assert len(names) == len(set(names)) >= 181


def cell_name(attacked: str) -> str:
    """The graded cell of a function."""
    return attacked if attacked.startswith("test-") else f"test-{attacked.replace('_', '-')}"


def reported(result, graded: set[str]) -> str:
    """All that students and instructors read about the graded cells and the student's own."""
    parts = list(result.notes)
    for text in result.notebooks.values():
        for cell in nbformat.reads(text, as_version=4).cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
            if cell.cell_type == "code" and (name in graded or not name.startswith("test-")):
                parts += [shown(output) for output in cell.outputs]
    return "\n".join(parts)


def shown(output) -> str:
    if output.output_type == "stream":
        return output.text
    if output.output_type == "error":
        return "\n".join((f"{output.ename}: {output.evalue}", *output.traceback))
    return str(output.data.get("text/plain", ""))


LOOK = """
import os, socket
known = ("1", str(os.getpid()))
left = [f"process {p}" for p in os.listdir("/proc") if p.isdigit() and p not in known]
left += [p for p in os.listdir("/tmp") if p not in (".shm", "work")] + os.listdir("/dev/shm")
left += [n for n in os.listdir("/tmp/work") if not os.path.islink(n) and not os.path.isdir(n)]
left += [line.split()[-1] for line in open("/proc/net/unix") if "@" in line]
left += [line for line in open("/proc/net/tcp").readlines()[1:]]
left += [line for line in open("/proc/sysvipc/shm").readlines()[1:]]
"""


def left_inside(box) -> list[str]:
    """What the next submission finds of the one before: processes, files, sockets."""
    with box.session() as session:
        assert session.run(LOOK, "look").ok
        return session.get("left")


def left_outside(course: Path) -> list[str]:
    """Files with the attacks' mark in the places that they try to write to."""
    tops = [Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path.home(), ROOT, course]
    found = [str(path) for top in tops for path in top.glob(f"{MARK}*")]
    return found + [str(path) for path in (*course.rglob(f"*{MARK}*"), *ROOT.glob(f"*/*{MARK}*"))]


CLOCKS = """
import time
for name in ("time", "perf_counter", "monotonic", "process_time", "thread_time"):
    setattr(time, name, lambda: 0.0)
    setattr(time, name + "_ns", lambda: 0)
"""
LOOP = """
from math import exp
def sigmoid(z):
    numbers = [1 / (1 + exp(-x)) if x > -700 else 0.0 for x in np.ravel(z).tolist()]
    return np.array(numbers).reshape(np.shape(z))
"""
ELSEWHERE = LOOP.replace(
    "    numbers =", "    import threading\n    numbers = []\n    def work():\n        numbers[:] ="
).replace(
    "    return",
    "    thread = threading.Thread(target=work)\n    thread.start()\n    thread.join()\n    return",
)


@pytest.mark.parametrize("loop", [LOOP, ELSEWHERE], ids=["here", "in a thread"])
def test_no_clock_of_the_submissions_hides_a_loop(loop, ground):
    place = ground("week2", False)
    book = place.perfect()
    for cell in book.cells:
        cell.source = CLOCKS + loop if cell.id == "sigmoid" else cell.source
    result = place.grade(book)
    earned = {grade.cell: grade.score for grade in result.grades}
    assert 8 < earned["test-sigmoid"] < 10
    assert "a loop over the entries?" in reported(result, {"test-sigmoid"})
