"""Is an answer found that stands somewhere else than in its own cell?"""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_raw_cell

from tests.grader.intake.handed_in import (
    ANSWERS,
    RELEASE,
    answered,
    cell_of,
    check_answers,
    index_of,
    kinds,
    taken_in,
)
from tests.grader.intake.test_assemble import picture

CUBE = ANSWERS["cube"]
TEXT = "The sign of a product of three is the sign of each."


def unwritten(name: str):
    """Everything answered but one cell, which is as it was released."""
    book = answered()
    cell_of(book, name).source = cell_of(RELEASE, name).source
    return book


def beside(book, name: str, cell, step: int = 1) -> None:
    book.cells.insert(index_of(book, name) + (step > 0) * step, cell)


def in_the_test(book):
    cell_of(book, "test-cube").source = f"{CUBE}\n\n" + cell_of(book, "test-cube").source


def in_the_test_below(book):
    cell_of(book, "test-cube").source += f"\n\n{CUBE}"


def in_another_test(book):
    cell_of(book, "test-half").source += f"\n{CUBE}\n"


def in_another_answer(book):
    cell_of(book, "half").source += f"\n\n\n{CUBE}"


def in_the_answer_before(book):
    cell_of(book, "double").source += f"\n\n\n{CUBE}"


def in_a_try_cell(book):
    cell_of(book, "try-double").source = f"{CUBE}\nprint(double(3))"


def below(book):
    beside(book, "cube", new_code_cell(CUBE))


def below_the_test(book):
    beside(book, "test-cube", new_code_cell(CUBE))


def above(book):
    beside(book, "cube", new_code_cell(CUBE), 0)


def at_the_end(book):
    book.cells.append(new_code_cell(CUBE))


def in_a_text_cell(book):
    beside(book, "cube", new_markdown_cell(CUBE))


def in_a_fenced_text_cell(book):
    beside(book, "cube", new_markdown_cell(f"```python\n{CUBE}\n```"))


def in_a_raw_cell(book):
    beside(book, "cube", new_raw_cell(CUBE))


PLACES = [
    in_the_test, in_the_test_below, in_another_test, in_another_answer, in_the_answer_before,
    in_a_try_cell, below, below_the_test, above, at_the_end, in_a_text_cell,
    in_a_fenced_text_cell, in_a_raw_cell,
]  # fmt: skip


@pytest.mark.parametrize("put", PLACES)
def test_code_is_found_wherever_it_is(put):
    book = unwritten("cube")
    put(book)
    result = taken_in(book)
    assert cell_of(result.notebook, "cube").source.strip() == CUBE
    (note,) = [note for note in result.notes if note.kind == "elsewhere"]
    assert note.cell == "cube" and "we graded it from there" in note.sentence
    assert not note.ask and "missing" not in kinds(result)


@pytest.mark.parametrize("put", PLACES)
def test_code_is_found_when_its_own_cell_is_gone(put):
    book = unwritten("cube")
    put(book)
    del book.cells[index_of(book, "cube")]
    result = taken_in(book)
    namespace: dict = {}
    exec(cell_of(result.notebook, "cube").source, namespace)
    assert namespace["cube"](2) == 8 and "missing" not in kinds(result)


def test_an_answer_in_its_place_is_never_replaced():
    book = answered()
    below(book)
    cell_of(book, "test-cube").source = "def cube(x):\n    return 0\ncube(1)"
    result = taken_in(book)
    check_answers(result)
    assert "elsewhere" not in kinds(result)


def test_what_the_answer_needs_comes_with_it():
    book = unwritten("cube")
    book.cells.append(new_code_cell("def power(x, n):\n    return x**n"))
    book.cells.append(new_code_cell("def cube(x):\n    return power(x, 3)"))
    source = cell_of(taken_in(book).notebook, "cube").source
    assert source.index("def power") < source.index("def cube")


def test_helpers_in_the_same_test_cell_come_with_it():
    book = unwritten("cube")
    cell_of(book, "test-cube").source = (
        "from math import pow as power\nK = 3\n"
        "@staticmethod\ndef helper(x):\n    return power(x, K)\n"
        "def cube(x):\n    return helper(x)\nprint('debug')\nassert cube(1) is not None"
    )
    source = cell_of(taken_in(book).notebook, "cube").source
    assert "import pow" in source and "K = 3" in source and "@staticmethod" in source
    assert "debug" not in source and "assert" not in source


def test_a_missing_answer_is_said_to_be_missing():
    book = answered()
    del book.cells[index_of(book, "cube")]
    result = taken_in(book)
    (note,) = [note for note in result.notes if note.cell == "cube"]
    assert note.kind == "missing" and "no answer to it" in note.sentence


@pytest.mark.parametrize(
    "source",
    [
        "def cube(x)\n    return x**3",
        "class Answers:\n    def cube(self, x):\n        return x**3",
        "if True:\n    def cube(x):\n        return x**3",
        "def my_cube(x):\n    return x**3",
    ],
)
def test_a_person_is_asked_where_code_cannot_be_sure(source):
    book = unwritten("cube")
    below(book)
    book.cells[index_of(book, "cube") + 1].source = source
    notes = [note for note in taken_in(book).notes if note.cell == "cube"]
    assert [note.kind for note in notes] in (["perhaps"], ["elsewhere"])
    assert notes[0].ask or "if True" in source


@pytest.mark.parametrize("source", ["print(double(4))", "x = 3", "# cube"])
def test_nobody_is_asked_about_scratch_work(source):
    book = unwritten("cube")
    beside(book, "cube", new_code_cell(source))
    assert not [note for note in taken_in(book).notes if note.ask]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("def cube(x):\n    y = x * x", "    return y * x"),
        ("def cube(x):", "    return x**3"),
        ("def cube(x):\n    y = (x *", "    x)\n    return y * x"),
        ('def cube(x):\n    """Return', 'cube of x."""\n    return x**3'),
        ("def cube(x):\n    y = x * x", "return y * x"),
    ],
)
def test_two_halves_are_one_answer(first, second):
    book = answered()
    cell_of(book, "cube").source = first
    beside(book, "cube", new_code_cell(second))
    result = taken_in(book)
    assert "joined" in kinds(result)
    namespace: dict = {}
    exec(cell_of(result.notebook, "cube").source, namespace)
    assert namespace["cube"](2) == 8


def test_a_body_below_the_stub_is_its_body():
    book = unwritten("cube")
    beside(book, "cube", new_code_cell("return x**3"))
    result = taken_in(book)
    namespace: dict = {}
    exec(cell_of(result.notebook, "cube").source, namespace)
    assert namespace["cube"](2) == 8


def written_below(book):
    beside(book, "written", new_markdown_cell(TEXT))


def written_above(book):
    beside(book, "written", new_markdown_cell(TEXT), 0)


def written_raw(book):
    beside(book, "written", new_raw_cell(TEXT))


def written_into_the_question(book):
    cell_of(book, "question").source += f"\n\n{TEXT}"


WRITTEN = [written_below, written_above, written_raw, written_into_the_question]


@pytest.mark.parametrize("deleted", [False, True])
@pytest.mark.parametrize("put", WRITTEN)
def test_a_written_answer_is_found_beside_its_cell(put, deleted):
    book = unwritten("written")
    put(book)
    if deleted:
        del book.cells[index_of(book, "written")]
    result = taken_in(book)
    assert cell_of(result.notebook, "written").source == TEXT
    assert sum(TEXT in cell.source for cell in result.notebook.cells) <= 2
    assert "elsewhere" in kinds(result)


def test_a_written_answer_brings_its_pictures():
    book = unwritten("written")
    cell = new_markdown_cell(f"{TEXT} ![a](attachment:a.png)")
    cell.attachments = {"a.png": {"image/png": picture()}}
    beside(book, "written", cell)
    assert list(cell_of(taken_in(book).notebook, "written").attachments) == ["a.png"]


def test_a_text_far_away_is_a_question_for_a_person():
    book = unwritten("written")
    book.cells.insert(1, new_markdown_cell(TEXT))
    (note,) = [note for note in taken_in(book).notes if note.cell == "written"]
    assert note.kind == "perhaps" and note.ask


def test_without_any_text_nobody_is_asked():
    assert not [note for note in taken_in(unwritten("written")).notes if note.ask]


NEWER = {
    "nested quotes": "d = {'a': 1}\nx = f'{d['a']}'",
    "backslash": "x = f'{\"\\n\".join([])}'",
    "type": "type Number = int",
    "generic": "def first[T](xs: list[T]) -> T:\n    return xs[0]",
    "class": "class Box[T]:\n    pass",
    "except": "try:\n    x = 1\nexcept ValueError, TypeError:\n    pass",
    "template": "x = t'{1}'",
}


@pytest.mark.parametrize("kind", NEWER)
def test_syntax_of_a_later_python_is_a_question_for_a_person(kind):
    import ast

    try:
        ast.parse(NEWER[kind])
        pytest.skip("this Python reads it")
    except SyntaxError:
        pass
    book = answered()
    cell_of(book, "cube").source = f"{NEWER[kind]}\n{CUBE}"
    (note,) = [note for note in taken_in(book).notes if note.kind == "python"]
    assert note.ask and note.cell == "cube" and "is graded with Python 3." in note.sentence


@pytest.mark.parametrize("source", ["def cube(x) return x", "x = = 2", "print 1"])
def test_an_ordinary_mistake_of_syntax_is_one(source):
    book = answered()
    cell_of(book, "cube").source = source
    assert "python" not in kinds(taken_in(book))
    book.metadata["language_info"] = {"name": "python", "version": "3.99.1"}
    notes = [note for note in taken_in(book).notes if note.kind == "python"]
    assert [note.ask for note in notes] == [False, True]
    assert "You worked with Python 3.99" in notes[0].sentence


@pytest.mark.parametrize("version", [None, 3, "", "3", "x.y", "3.9", {"a": 1}, "9" * 5000])
def test_odd_versions_say_nothing(version):
    book = answered()
    book.metadata["language_info"] = {"name": "python", "version": version}
    assert "python" not in kinds(taken_in(book))
