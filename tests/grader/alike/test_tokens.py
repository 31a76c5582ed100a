"""Do names, layout and ways of writing not count, and all else does?"""

import pytest

from grader.alike.tokens import CODE, WORDS, code_tokens, word_tokens


def code(source, known=()):
    return [one.symbol for one in code_tokens(source, known) if one.stream == CODE]


def words(source):
    return [source[one.start : one.end] for one in code_tokens(source) if one.stream == WORDS]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("total = 1", "n=1"),
        ("f(a,\n  b,)", "f(x, y)"),
        ("x = 'a'  # a remark", 'x = "a"'),
        ("x = 1.", "x = 1.0"),
        ("x = 1_000", "x = 1e3"),
        ("g[f'W{layer}']", 'g[f"W{l}"]'),
        ('def f(x):\n    """What it does."""\n    return x', "def f(x):\n  return x"),
        ("np.dot(a, b)", "numpy.dot(W, X)"),
    ],
)
def test_what_people_write_differently_is_the_same(one, other):
    assert code(one) == code(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("np.dot(a, b)", "np.sum(a, b)"),
        ("x = 'a'", "x = 'b'"),
        ("x = 1", "x = 2"),
        ("x + y", "x - y"),
        ("g[f'W{l}']", "g[f'b{l}']"),
        ("len(x)", "sum(x)"),
        ("if x: pass", "while x: pass"),
    ],
)
def test_what_makes_a_difference_differs(one, other):
    assert code(one) != code(other)


def test_names_that_the_course_gave_count():
    assert code("sigmoid(z)") == code("mine(z)")
    assert code("sigmoid(z)", {"sigmoid"}) != code("mine(z)", {"sigmoid"})


def test_remarks_docstrings_and_prose_are_words():
    source = '"""Two words"""\nx = "no words"  # and three more\n'
    assert words(source) == ["Two", "words", "and", "three", "more"]
    text = "Größe **und** mehr"
    assert [text[one.start : one.end] for one in word_tokens(text)] == ["Größe", "und", "mehr"]


@pytest.mark.parametrize(
    "source", ["%matplotlib inline\nx = ", "def f(:", '"""open', "'open\nx", "\0$?"]
)
def test_what_is_not_python_has_tokens_as_well(source):
    for one in code_tokens(source):
        assert 0 <= one.start < one.end <= len(source)
