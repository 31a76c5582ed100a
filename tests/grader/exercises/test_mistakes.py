"""Is a text of mistakes read as it is meant, and refused with a place where it cannot be?"""

import re

import pytest

from grader.exercises import ExerciseError
from grader.exercises.mistakes import Edit, Mistake, parse

SOLUTION = "m = X.shape[1]\nreturn np.sum(X) / m"


def read(text: str) -> tuple[Mistake, ...]:
    return parse(text, "f")


def only(text: str) -> Mistake:
    (mistake,) = read(text)
    return mistake


def edits(*lines: str) -> tuple[Edit, ...]:
    return only("\n".join(("odd: Hm.", *(f"    {line}" for line in lines)))).edits


def test_names_hints_and_edits_are_read_in_their_order():
    assert read("""
        no-mean: The gradients are summed. Where
        does 1/m go?
            np.sum(X) / m -> np.sum(X)

        wrong-axis: Which axis counts the examples?
            shape[1] -> shape[0]
            m => n
        """) == (
        Mistake(
            "no-mean",
            "The gradients are summed. Where does 1/m go?",
            (Edit("np.sum(X) / m", "np.sum(X)"),),
        ),
        Mistake(
            "wrong-axis",
            "Which axis counts the examples?",
            (Edit("shape[1]", "shape[0]"), Edit("m", "n", everywhere=True)),
        ),
    )


def test_a_hint_may_begin_in_the_line_after_its_name_and_hold_a_colon():
    assert only("odd:\nLook here: is it even?\n  a -> b").hint == "Look here: is it even?"


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("a + b ->   a", "a + b", "a"),
        ("a + b ->", "a + b", ""),
        ("a->b -> c", "a->b", "c"),
        ("x >= 0 -> x > 0", "x >= 0", "x > 0"),
        ("x[`] -> y", None, None),
        ("` + b` ->", " + b", ""),
        ("` + b` -> ` - b`", " + b", " - b"),
        ("`f() -> int` -> f()", "f() -> int", "f()"),
        ("f() -> `f() => int`", "f()", "f() => int"),
        (r"`a = 1\n` -> a = 2", "a = 1\n", "a = 2"),
        (r'"\n" -> "\t"', r'"\n"', r'"\t"'),
    ],
)
def test_an_edit_is_two_texts_with_an_arrow_between_them(line, old, new):
    if old is None:
        with pytest.raises(ExerciseError, match="is not “old -> new”"):
            edits(line)
    else:
        assert edits(line) == (Edit(old, new),)


def test_a_long_edit_goes_on_in_lines_that_are_indented_deeper():
    assert edits("a_long_name(x)", "    -> another_long_name(x,", "      y)", "b -> c") == (
        Edit("a_long_name(x)", "another_long_name(x, y)"),
        Edit("b", "c"),
    )


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\nno name here\n    a -> b", 2, "a mistake begins with “name: hint”"),
        ("    a -> b", 1, "a mistake begins with “name: hint”"),
        ("odd: Hm.\n    a -> b\nand so on", 3, "a mistake begins with “name: hint”"),
        ("odd: Hm.", 1, "mistake odd has no edits"),
        ("odd: Hm.\nlook: there\n    a -> b", 1, "mistake odd has no edits"),
        ("odd:\n    a -> b", 1, "mistake odd has no hint"),
        ("odd: Hm.\n    a -> b\nodd: Ha.\n    a -> c", 3, "there are two mistakes odd"),
        ("odd: Hm.\n    a - > b", 2, "is not “old -> new” or “old => new”"),
        ("odd: Hm.\n    a -> b -> c", 2, "has two arrows"),
        ("odd: Hm.\n    a -> b\n        -> c", 2, "has two arrows"),
        ("odd: Hm.\n    -> b", 2, "changes nothing"),
        ("odd: Hm.\n    a -> a", 2, "changes nothing"),
        ("odd: Hm.\n    a -> b\n  c -> d", 3, "is indented less than the edit above"),
        ("odd: Hm.\n    `a = 1\n` -> b", 3, "a mistake begins with “name: hint”"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_exercise_and_line(text, line, words):
    with pytest.raises(ExerciseError, match=re.escape(f"exercise f, mistakes, line {line}: ")) as e:
        read(text)
    assert words in str(e.value)


def test_edits_are_made_one_after_the_other():
    both = Mistake("both", "hint", (Edit("np.sum(X)", "total"), Edit("total", "2 * total")))
    assert both.applied_to(SOLUTION) == "m = X.shape[1]\nreturn 2 * total / m"


def test_an_edit_everywhere_changes_every_place():
    assert Mistake("n", "", (Edit("X", "Y", True),)).applied_to(SOLUTION) == (
        "m = Y.shape[1]\nreturn np.sum(Y) / m"
    )


@pytest.mark.parametrize(
    ("old", "everywhere", "count", "wanted"),
    [("X", False, 2, "once"), ("nowhere", False, 0, "once"), ("np", True, 1, "twice or more"),
     ("nowhere", True, 0, "twice or more")],
)  # fmt: skip
def test_a_text_that_stands_there_another_number_of_times_is_an_error(
    old, everywhere, count, wanted
):
    odd = Mistake("odd", "hint", (Edit(old, "Y", everywhere),))
    with pytest.raises(ExerciseError, match=f"mistake odd: .* occurs {count} times, not {wanted}"):
        odd.applied_to(SOLUTION)
