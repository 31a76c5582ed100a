"""Are copies found, and people who wrote alone left alone?"""

import numpy as np
import pytest
from nbformat.v4 import new_code_cell

from grader.alike.pairs import LEAST, Class, alike, groups, surprise
from grader.alike.works import OWN, Work, pieces_of
from grader.assignment import load_assignment
from tests.alike_class import Member, given, made_class, notebook, release_of, works

WEEK = "week3-shallow-network"


@pytest.fixture(scope="module")
def members() -> list[Member]:
    return made_class(WEEK, 60, 14, seed=7)


@pytest.fixture(scope="module")
def found(members):
    return alike(Class(works(WEEK, members), given(WEEK).forced))


def test_copies_are_found_and_hardly_anybody_else(members, found):
    """Half of the copies of a class are disguised well, two copied only half of it."""
    copied = {(one.of, one.student) for one in members if one.of}
    named = {(pair.first.student, pair.second.student) for pair in found}
    assert len(named & copied) / len(copied) >= 0.9, copied - named
    assert len(named & copied) / len(named) >= 0.9, named - copied


def test_the_most_alike_come_first(found):
    strengths = [pair.strength for pair in found]
    assert strengths == sorted(strengths, reverse=True) and strengths[-1] >= LEAST
    assert found[0].share > 0.9


def test_what_is_marked_stands_in_both(found):
    for pair in found:
        for work, parts in zip((pair.first, pair.second), pair.parts, strict=True):
            for part in parts:
                text = work.pieces[part.number].text
                assert all(0 <= start < end <= len(text) for start, end in part.marks)
        assert any(part.marks for part in pair.parts[0])
        assert any(part.marks for part in pair.parts[1])


def test_the_reference_solution_is_nobodys_own():
    """A whole class that writes as the course does, to the letter: nothing can be said."""
    known = given(WEEK)
    solved = [one for one in works(WEEK, [Member("a", _reference()), Member("b", _reference())])]
    others = works(WEEK, made_class(WEEK, 20, 0, seed=1))
    assert all(len(np.setdiff1d(one.known, known.forced)) < 20 for one in solved)
    assert {"a", "b"} not in [_names(pair) for pair in alike(Class(solved + others, known.forced))]


def _reference() -> dict[str, str]:
    assignment = load_assignment(WEEK)
    return {name: assignment.solution(name) for name in assignment.points if name != "quiz"}


def _names(pair) -> set[str]:
    return {pair.first.student, pair.second.student}


def test_a_rare_remark_and_an_own_cell_count():
    known, release = given(WEEK), release_of(WEEK)[1]
    members = made_class(WEEK, 20, 0, seed=3)
    made = works(WEEK, members)
    for number in (0, 1):
        book = notebook(WEEK, members[number])
        cell = new_code_cell(
            "# my grandmother keeps the keys of the cellar in a blue teapot by the window\n"
            "for k in range(7, 99, 4):\n    print(k ** 3 % 11, f'{k:>5}', [k] * 3, sep=';')",
            id="student-1",
        )
        book.cells.append(cell)
        made[number] = Work(members[number].student, pieces_of(release, book, known.names))
    (first, *_) = alike(Class(made, known.forced)) or [None]
    assert first and _names(first) == {members[0].student, members[1].student}
    assert first.words > 5 and first.own > 5
    assert any(part.place == OWN and part.marks for part in first.parts[0])


def test_rare_mistakes_of_both_are_named_and_common_ones_not():
    made = works(WEEK, made_class(WEEK, 30, 1, seed=5))
    wrong = {one.student: frozenset({"relu: all do this"}) for one in made}
    for name in ("student-0000", "student-0029"):
        wrong[name] |= {"predict: rare"}
    (pair, *_) = alike(Class(made, given(WEEK).forced, wrong))
    assert pair.mistakes == ("predict: rare",)


def test_surprise_is_in_bits_and_of_nothing_forced_or_common():
    bits = surprise(np.array([0, 1, 2, 3, 30, 60, 100]), 100)
    assert bits[0] == 0 and bits[1] == bits[2] == pytest.approx(np.log2(99 / 0.5))
    assert bits[3] < bits[2] and list(bits[4:]) == [0, 0, 0]


def test_three_that_hang_together_are_one_group(found):
    class One:
        def __init__(self, student):
            self.student = student

    class Two:
        def __init__(self, first, second):
            self.first, self.second = One(first), One(second)

    pairs = [Two("a", "b"), Two("c", "d"), Two("b", "e")]
    assert groups(pairs) == [["a", "b", "e"]]


@pytest.mark.parametrize("size", [0, 1, 2])
def test_a_class_of_nearly_nobody_has_no_pairs(size):
    some = works(WEEK, made_class(WEEK, size, 0, seed=1))
    assert alike(Class(some, given(WEEK).forced)) == []
