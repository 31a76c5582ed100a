"""Work for the grader's own side of the border: time, memory, imports and files."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.attacks.attack import Attack
from tests.attacks.week2 import cell_of

PREDICT = "predict: 0 of 10 points"
COLLIDING = "{n * (2**61 - 1): 0 for n in range(3_000)}"


def answer(text: str, *after: str):
    """An edit: cells of written text (and of code) behind everything."""

    def edit(book):

        book.cells.append(new_markdown_cell(text))
        book.cells += [new_code_cell(source) for source in after]

    return edit


def shuffled(book):
    """No cell has a name, and all are alike: which one is which?"""

    for cell in book.cells:
        if cell.id.startswith("test-"):
            cell.source = cell.source[::-1]
    letters = "abcdefghij" * 25
    for number in range(160):
        book.cells.append(new_code_cell(letters[number % 7 :] + f" = {number}"))


def many_cells(book):

    book.cells += [new_code_cell(f"x{n} = {n}") for n in range(3_000)]


def copies(book):
    answer_cell = cell_of(book, "predict")
    book.cells += [answer_cell.copy() for _ in range(800)]


def conflicts(book):

    marks = "<<<<<<< a\n=======\n>>>>>>> b"
    book.cells += [new_raw_cell(marks) for _ in range(2_000)]


def sealed(value: str) -> dict[str, str]:
    return {"predict": f"KEPT = {value}\ndef predict(w, b, X):\n    return KEPT\n"}


def imported(module: str, name: str) -> Attack:
    """The function that a test calls is a module that runs when it is imported."""
    return Attack(
        f"a function bound to the module {module}",
        (name,),
        "is a module that test cells must import themselves",
        on="asserts",
        solutions={name: f"import types\n{name} = types.ModuleType({module!r})"},
    )


ATTACKS = [
    Attack("a dict of colliding integers", ("predict",), PREDICT, solutions=sealed(COLLIDING)),
    Attack(
        "a hundred dicts of colliding integers",
        ("predict",),
        PREDICT,
        solutions=sealed(f"[{COLLIDING} for _ in range(100)]".replace("3_000", "300")),
    ),
    Attack(
        "a set of colliding floats and integers",
        ("predict",),
        PREDICT,
        solutions=sealed("{float(2**61 - 1) * 2.0**n for n in range(900)} | set(range(9_000))"),
    ),
    Attack(
        "a dict of colliding tuples",
        ("predict",),
        PREDICT,
        solutions=sealed("{(n * (2**61 - 1),) * 40: 0 for n in range(300)}"),
    ),
    Attack(
        "colliding integers among the arguments",
        ("predict",),
        PREDICT,
        solutions={
            "predict": f"KEPT = {COLLIDING}\ndef predict(w, b, X):\n"
            f"    try:\n        X.__dict__\n    except AttributeError:\n        pass\n"
            "    return KEPT, w, b, X\n"
        },
    ),
    Attack(
        "eleven thousand environments", ("predict",), PREDICT, edit=answer(r"\begin{a}" * 11_000)
    ),
    Attack("formulas that never end", ("predict",), PREDICT, edit=answer("\\\\[" * 30_000)),
    Attack("brackets that never end", ("predict",), PREDICT, edit=answer("\\\\(a" * 24_000)),
    Attack(
        "code that no highlighter gets through",
        ("predict",),
        PREDICT,
        edit=answer("x", "a." * 50_000, "1." * 50_000, " \n" * 50_000 + "1"),
    ),
    Attack("a hundred and sixty cells without names", ("predict",), PREDICT, edit=shuffled),
    Attack("three thousand cells", ("predict",), "You added very many cells", edit=many_cells),
    Attack("an answer copied eight hundred times", ("predict",), "there 801 times", edit=copies),
    Attack(
        "two thousand merge conflicts", ("predict",), "There is more of that kind", edit=conflicts
    ),
    imported("unittest.__main__", "greet"),
    imported("this", "greet"),
    imported("antigravity", "greet"),
    imported("numpy.f2py.__main__", "greet"),
    imported("grader.pipeline.converter", "greet"),
    Attack(
        "sockets filled in every process",
        ("predict",),
        "memory|took longer|predict: 0 of 10",
        spoils=("model",),  # which calls it
        short=True,
        solutions={
            "predict": """
import os, socket, time
def predict(w, b, X):
    for _ in range(10):
        if os.fork() == 0:
            kept = []
            try:
                while True:
                    ends = socket.socketpair()
                    kept.append(ends)
                    for end in ends:
                        end.setblocking(False)
                        try:
                            while True:
                                end.send(b"x" * 65536)
                        except BlockingIOError:
                            pass
            except OSError:
                time.sleep(30)
            os._exit(0)
    time.sleep(30)
"""
        },
    ),
    Attack(
        "sockets of the network with large buffers",
        ("predict",),
        "predict: 0 of 10|Address family not supported",
        solutions={
            "predict": """
import socket
def predict(w, b, X):
    server = socket.create_server(("127.0.0.1", 0))
    kept = [socket.create_connection(server.getsockname()) for _ in range(100)]
    return np.full((1, X.shape[1]), 7)
"""
        },
    ),
    Attack(
        "pipes made large and filled",
        ("predict",),
        "predict: 0 of 10|not permitted",
        solutions={
            "predict": """
import fcntl, os
def predict(w, b, X):
    for _ in range(100):
        ends = os.pipe()
        fcntl.fcntl(ends[1], 1031, 2**20)
        os.write(ends[1], bytes(2**20))
    return np.full((1, X.shape[1]), 7)
"""
        },
    ),
]
