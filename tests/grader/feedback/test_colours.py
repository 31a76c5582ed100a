"""Has code the colours of Pygments, whatever stands before a line and after it?"""

import random
import re
from pathlib import Path

import nbformat
import pytest
from pygments import highlight

from grader import cells
from grader.feedback.colours import FORMATTER, OPEN, PYGMENTS, coloured
from grader.places import ROOT

# What is open at the end of a line, begins one in its own way, or looks as if it did.
LINES = r'''
def f(x):|def |class A:|class|import a|from b|import c as|  , d|as e|from x|import|lazy import x
match x:|match|	match _:|  case _:|case|.match|async|async def f(): await x|yield|yield from x
"""|"""doc"""|  r"""doc""" |x = """|""" + y|\'\'\'|\'\'\'doc\'\'\'|u\'\'\'a|b\'\'\'c\'\'\'|rb"""
"a" """b"""|"abc|"abc\|x = 1 \|\|"{a[|b]}"|"%(a)s {0.a[b]} %d {{"|"{a.b[0].c"
x = {"a": [|1, 2], "b"}
f"{a}"|f"{a|f"{a(b}" + "x"|f"{a[1]:.3f} {b!r} {c=}"|f"{{a}}"|f"{a:{b}}"|b}"|f'{a"}'|f'"'|f""
f"{x}"f"{y|1f"{x"|0xf"a"|t"{x}"|rf"{y}{{", F'{z["k"]}'|"f"{"|f"{a}" "{"|print("a", "%f" % f)
# comment|#!hash|x # from the|"#"; import a|"#" 'x' # import |   |	|`|$|?x|%timeit x|a?|!ls
.join(x)|print.print|a . print|5.print|1.print|x.print(5.)|.5|x=.5|1_000.5e-3j|0xafrom b|1_from x
x.from y|x.import y|x.def y|xdef |self.self|a.__len__()|__init__.__init__|not in|x.in|True.False
a:=3|a->b|x!|a @ b|@a.b|...|é = "é"|printé|éprint|é.print|print"a"|raise x from|None|_|lambda:0
'''
AMID = ["\x0c", "x\x0c", "\x0b", '\x1c"""', "x\u2028y", "\ufeff", "x\r", "\r\n", "", "x\\\r\ny"]


def assert_alike(source):
    assert coloured(source) == highlight(source, PYGMENTS, FORMATTER), repr(source)


def lines():
    texts = LINES.replace("\\'", "'").splitlines()
    return [one for text in texts for one in text.split("|")] + AMID


@pytest.mark.parametrize(
    "name", ["week2-1-logistic-regression", "week5-3-dropout-and-its-neighbours"]
)
def test_the_code_of_a_lesson(name):
    cells = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", 4).cells
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    assert code
    for source in code:
        assert_alike(source)


@pytest.mark.parametrize("module", [cells, re])
def test_a_module(module):
    assert_alike(Path(module.__file__).read_text(encoding="utf-8"))


def test_whatever_stands_together():
    draw = random.Random(1)
    known = lines()
    assert len(known) > 110
    for _ in range(2_000):
        assert_alike("\n".join(draw.choices(known, k=draw.randint(2, 6))))


def test_a_line_of_any_length_takes_no_time():
    for part in ("{a[", "f'{(", 'f"{a}', "{a.b", "f'{[]", "def ", "from ", " ", "#", "'''"):
        OPEN.search(part * 20_000)
