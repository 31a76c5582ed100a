"""Answering in place of the shell: frames forged, replayed, sent ahead, the socket closed."""

from tests.attacks.attack import Attack

WIRE = """
import gc, os, socket, struct, sys
def shell():
    frame = sys._getframe()
    while "request" not in frame.f_locals:
        frame = frame.f_back
    return frame
def send(reply, times=1):
    frame = shell()
    names, student = frame.f_globals, frame.f_locals["self"]
    for _ in range(times):
        names["wire"].send(student.sock, names["encode"](reply))
def answer(value, number=0):
    frame = shell()
    packed = frame.f_globals["encode"](value)
    return {"id": frame.f_locals["request"]["id"] + number, "outputs": [], "cut": False,
            "seconds": 0.0, "error": None, "warnings": [], "value": packed, "problem": None,
            "used": [], "after": None}
"""
INTERFERED = "interfered with the grading of its own code"


def predict(name: str, body: str, expect: str = INTERFERED, **more: object) -> Attack:
    """An attack by what predict does when it is called."""
    source = (
        WIRE + "def predict(w, b, X):\n" + "".join(f"    {line}\n" for line in body.splitlines())
    )
    return Attack(name, ("predict",), expect, solutions={"predict": source}, **more)


RAW = """
for fd in range(3, 64):
    try:
        if os.readlink(f"/proc/self/fd/{fd}").startswith("socket"):
            os.write(fd, BYTES)
    except OSError:
        pass
"""

ATTACKS = [
    predict("noise written to the socket", RAW.replace("BYTES", "b'x' * 4096")),
    predict("an endless frame announced", RAW.replace("BYTES", "b'\\xff' * 8")),
    predict("an empty frame", RAW.replace("BYTES", "bytes(8)")),
    predict("the answer of another call", "send({'id': 1})\nreturn 7"),
    predict("the same answer a hundred times", "send(answer(0.5), 100)\nreturn 7"),
    predict(
        "answers to calls that are still to come",
        "for n in range(40): send(answer(0.5, n))\nreturn 7",
    ),
    predict(
        "an answer with a score in it",
        "send(answer(0.5) | {'score': 10.0, 'points': 10.0, 'outputs': [{'output_type': "
        "'execute_result', 'data': {'text/plain': '10.0'}, 'metadata': {}, 'execution_count': 1}]})"
        "\nreturn 7",
    ),
    predict(
        "an answer with an error of no known kind",
        "send(answer(0.5) | {'error': {'type': 'eval', 'name': 'x', 'message': 'x', "
        "'traceback': [], 'args': None, 'line': None}})\nreturn 7",
    ),
    predict("a death of the sandbox forged", "send({'id': 0, 'died': True})\nreturn 7"),
    predict(
        "a shortage of memory forged",
        "send(answer(0.5) | {'memory': True})\nreturn 7",
        "used more than",
    ),
    predict(
        "the socket closed",
        "os.closerange(3, 64)\nreturn 7",
        "interfered|ended its process|did not stop",
    ),
    predict(
        "a question where an answer is due",
        "send({'id': 1, 'ask': 'predict', 'args': b''})\nreturn 7",
    ),
    predict(
        "a thread that answers in its place",
        """
import threading
reply = answer(np.zeros((1, 8)))
student, names = shell().f_locals["self"], shell().f_globals
threading.Thread(target=lambda: names["wire"].send(student.sock, names["encode"](reply))).start()
import time
time.sleep(0.2)
return 7""",
    ),
    predict(
        "a copy of the process that answers as well",
        """
if os.fork() == 0:
    send(answer(0.5))
    send(answer(0.5, 1))
    os._exit(0)
os.wait()
return 7""",
    ),
    predict(
        "a handle that leads elsewhere",
        """
student = shell().f_locals["self"]
student.functions[:] = [lambda *a: 7] * len(student.functions)
return 7""",
        "predict: 0 of 10 points",
        spoils=("model",),
    ),
    Attack(
        "the shell's own operations replaced",
        ("sigmoid", "propagate", "optimize", "predict", "model", "initialize_with_zeros"),
        "sigmoid: 0 of 10|interfered",
        before="""
import gc
for thing in gc.get_objects():
    if type(thing).__name__ == "Student":
        thing.op_call = lambda request: {"outputs": [], "cut": False, "seconds": 0.0, "error": None,
            "warnings": [], "value": None, "problem": None, "used": [], "after": None,
            "score": 10.0}
""",
    ),
    Attack(
        "an error, its line and its outputs of strange sizes",
        ("predict",),
        "predict: 0 of 10 points",
        solutions={
            "predict": "def predict(w, b, X):\n"
            "    raise type('E' * 10**5, (ValueError,), {})('m' * 10**6)"
        },
    ),
]
