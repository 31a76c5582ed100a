"""What a file says of itself, made to run or to break where somebody looks at it.

The browser's part of this is in tests/browser/test_hostile_fields.py.
"""

import base64

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.attacks.attack import Attack

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PIXEL = base64.b64encode(
    base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
        "rkJggg=="
    )
).decode()
PREDICT = "predict: 0 of 10 points"


def kernel(name):
    def edit(book):
        book.metadata["kernelspec"] = {"name": name, "display_name": name, "language": name}
        book.metadata["language_info"] = {"name": name, "pygments_lexer": name, "version": name}

    return edit


def attachment(name):
    def edit(book):
        cell = new_markdown_cell(f"![x](attachment:{name})")
        cell["attachments"] = {name: {"image/png": PIXEL}}
        book.cells.append(cell)

    return edit


def everywhere(value):
    """All that may be said of a cell."""

    def edit(book):
        book.metadata["title"] = book.metadata["authors"] = value
        for cell in book.cells:
            if not cell.metadata.get("nbgrader"):
                cell["id"] = value
            cell.metadata.update(tags=[value], name=value, collapsed=value, jupyter=value)
            cell.metadata["vscode"] = {"languageId": value}
            if cell.cell_type == "code":
                about = {str(value): value, "filenames": {"image/png": value}}
                output = {"output_type": "display_data", "metadata": about}
                output["data"] = {"text/plain": value, str(value): value}
                cell["outputs"], cell["execution_count"] = [output], value

    return edit


def nested(depth):
    value: object = SCRIPT
    for _ in range(depth):
        value = {"x": [value]}
    return value


def named(value):
    """Grading marks that are called something else."""

    def edit(book):
        for cell in book.cells[:3]:
            cell.metadata["nbgrader"] = {"grade_id": value, "schema_version": value}
        book.cells.append(new_code_cell("1"))
        book.cells[-1].metadata["nbgrader"] = {"grade_id": value, "grade": True, "points": value}

    return edit


def printed(name: str, text: str) -> Attack:
    return Attack(
        name,
        ("predict",),
        PREDICT,
        before=f"import sys\nprint({text!r})\nsys.stderr.write({text!r})",
    )


SURROGATE = "\ud800"
ATTACKS = [
    Attack(
        "a script as the kernel's name",
        ("predict",),
        "asked for the kernel “.script",
        edit=kernel(SCRIPT),
    ),
    Attack(
        "a formula and a link as the kernel's name",
        ("predict",),
        "asked for the kernel",
        edit=kernel("$\\href{javascript:alert(1)}{x}$ [x](javascript:alert(1)) `x"),
    ),
    Attack(
        "a surrogate as the kernel's name",
        ("predict",),
        "asked for the kernel",
        edit=kernel(SURROGATE),
    ),
    Attack(
        "an endless kernel's name", ("predict",), "asked for the kernel", edit=kernel("k" * 2**20)
    ),
    Attack(
        "lines and colours in the kernel's name",
        ("predict",),
        "asked for the kernel",
        edit=kernel("bash\x1b[38m\n- student-02: 0 -> 100\n# x\u202e\x00"),
    ),
    Attack(
        "a surrogate in an attachment's name", ("predict",), PREDICT, edit=attachment(SURROGATE)
    ),
    Attack("a script in an attachment's name", ("predict",), PREDICT, edit=attachment(SCRIPT)),
    Attack(
        "a quote in an attachment's name",
        ("predict",),
        PREDICT,
        edit=attachment('x"onerror="alert(1)'),
    ),
    Attack("a very long attachment's name", ("predict",), PREDICT, edit=attachment("a" * 10**6)),
    Attack("scripts in all metadata", ("predict",), PREDICT, edit=everywhere(SCRIPT)),
    Attack("surrogates in all metadata", ("predict",), PREDICT, edit=everywhere(SURROGATE)),
    Attack("metadata of sixty levels", ("predict",), PREDICT, edit=everywhere(nested(60))),
    Attack("scripts for names of cells", ("predict",), "carried grading marks", edit=named(SCRIPT)),
    Attack(
        "surrogates for names of cells",
        ("predict",),
        "carried grading marks",
        edit=named(SURROGATE),
    ),
    printed("a colour that is none", "\x1b[38m\x1b[48;5m\x1b[38;2;1m x"),
    printed("a colour beyond all colours", "\x1b[38;5;999m\x1b[48;2;300;0;0m x"),
    printed(
        "a terminal's title and device strings", "\x1b]0;x\x07\x1bP1;2|x\x1b\\\x9b38m\x1b_x\x1b\\ x"
    ),
    printed("half an escape sequence", "\x1b[" * 500 + "\x1b"),
    Attack(
        "an exception with colours that are none",
        ("predict",),
        "ZeroDivisionError|x",
        before="class E(Exception): pass\nE.__name__ = '\\x1b[38mx'\nraise E('\\x1b[38;5mx')",
    ),
    Attack(
        "pages and drawings handed in beside the notebook",
        ("predict",),
        PREDICT,
        files={
            name: b"<html><svg onload='alert(1)'/></html>"
            for name in ("a.html", "b.svg", "c.HTM", "d.xhtml", "e.xml", "f.js", "g.pdf", "h.png")
        },
    ),
    Attack(
        "names of files with lines, colours and marks",
        ("predict",),
        PREDICT,
        files={
            "a\nb.txt": b"x",
            "\x1b[38m.txt": b"x",
            "-rf": b"x",
            "<b>.txt": b"x",
            "\u202ea": b"x",
        },
    ),
]
