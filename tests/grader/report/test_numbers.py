"""Are the numbers of a class right, checked by hand or by an independent package?"""

import random

import pytest
from scipy import stats

from grader.report.numbers import (
    Person,
    anonymous,
    histogram,
    mistakes,
    numbers_of,
    pairs,
    point_biserial,
    questions,
    summary,
)
from tests.grader.report.sample import (
    BOOK,
    ORDER,
    earlier,
    large_class,
    quiz,
    report,
    student,
)


@pytest.mark.parametrize("seed", range(20))
def test_discrimination_is_scipys_point_biserial_correlation(seed):
    rng = random.Random(seed)
    count = rng.randint(3, 60)
    rest = [round(rng.gauss(50, 20), rng.choice([0, 2])) for _ in range(count)]
    right = [value + rng.gauss(0, 30) > 50 for value in rest]
    right[0], right[1] = True, False
    found = point_biserial(right, rest)
    assert found == pytest.approx(stats.pointbiserialr(right, rest).statistic)


@pytest.mark.parametrize(
    ("right", "rest"),
    [
        ([], []),
        ([True, False], [1.0, 2.0]),  # too few
        ([True] * 5, [1.0, 2.0, 3.0, 4.0, 5.0]),
        ([False] * 5, [1.0, 2.0, 3.0, 4.0, 5.0]),
        ([True, False, True], [2.0, 2.0, 2.0]),
    ],
)
def test_where_nothing_can_be_told_nothing_is(right, rest):
    assert point_biserial(right, rest) is None


def test_an_exercise_is_compared_with_the_rest_and_not_with_itself():
    people = large_class(80)
    numbers = numbers_of("week0", ORDER, people)
    for (key, points), found in zip(ORDER, numbers.exercises, strict=True):
        right = [person.points[key] == points for person in people]
        rest = [sum(v for k, v in person.points.items() if k != key) for person in people]
        expected = stats.pointbiserialr(right, rest).statistic if len(set(right)) > 1 else None
        assert found.discrimination == pytest.approx(expected)
        scores = [person.points[key] for person in people]
        assert found.scores.mean == pytest.approx(stats.tmean(scores))
        assert found.difficulty == pytest.approx(stats.tmean(scores) / points)
        assert found.full + found.part + found.none == len(people)
    assert [one.name for one in numbers.exercises][-2:] == ["quiz", "why"]


def test_what_a_person_has_still_to_say_counts_nowhere_as_zero():
    points = {(BOOK, "test-alpha"): 10.0, (BOOK, "why"): None}
    waits = Person("dan", "to be read", 10.0, 0.0, points)
    held = Person("eve", "needs a person", None, 0.0, {(BOOK, "test-alpha"): None})
    numbers = numbers_of("week0", ORDER, [waits, held, student("ada", [report("alpha", 4.0)])])
    alpha, why = numbers.exercises[0], numbers.exercises[-1]
    assert (alpha.scores.count, alpha.scores.mean, alpha.unread) == (2, 7.0, 1)
    assert (why.scores.count, why.unread) == (1, 1)
    assert numbers.scores.count == 2


def test_scores_in_short_and_in_tenths():
    assert summary([]).mean is None and summary([4.0]).quarter == 4.0
    values = [1.0, 2.0, 3.0, 4.0, 10.0]
    found = summary(values)
    assert (found.mean, found.median, found.low, found.high) == (4.0, 3.0, 1.0, 10.0)
    assert found.spread == pytest.approx(stats.tstd(values) * (4 / 5) ** 0.5)
    assert (found.quarter, found.three_quarters) == (2.0, 4.0)
    scores = [0, 9, 10, 50, 89.999, 90, 100, 104, -1]
    assert histogram(scores, 100) == [3, 1, 0, 0, 0, 1, 0, 0, 1, 3]
    assert sum(histogram([0.0, 1.0], 0.0)) == 2


def test_mistakes_are_counted_and_how_they_moved():
    carried = report("beta", 10.0, carried={"alpha": "sign"})
    people = [
        student("ada", [report("alpha", 0.0, "sign"), carried], earlier(alpha=(0.0, "sign"))),
        student("bob", [report("alpha", 10.0)], earlier(alpha=(0.0, "sign"))),
        student("cid", [report("alpha", 0.0, "sign")], earlier(alpha=(2.0, "no-mean"))),
        student("dan", [report("alpha", 0.0, "sign")]),
    ]  # fmt: skip
    sign, mean = mistakes(people)
    assert (sign.function, sign.name, sign.words) == ("alpha", "sign", "Look at sign.")
    assert (sign.count, sign.share, sign.people) == (3, 0.75, ("ada", "cid", "dan"))
    assert (sign.before, sign.gone, sign.new, sign.carried) == (2, 1, 1, 1)
    assert (mean.name, mean.count, mean.before, mean.gone, mean.new) == ("no-mean", 0, 1, 1, 0)


def test_mistakes_that_occur_together_more_often_than_by_chance():
    both = [report("alpha", 0.0, "sign"), report("beta", 0.0, "axis")]
    people = [student(f"a{n}", both) for n in range(3)] + [
        student(f"b{n}", [report("alpha", 10.0), report("gamma", 0.0, "not-written")])
        for n in range(3)
    ]
    (pair,) = pairs(people)
    assert (pair.first, pair.second) == (("alpha", "sign"), ("beta", "axis"))
    assert (pair.count, pair.expected) == (3, 1.5)
    assert pairs([student("ada", both)] * 3) == []  # whoever makes one makes the other: no news


def test_choices_of_the_quiz_are_counted_with_what_is_right():
    people = [student("a", [quiz(q1="a", q2="c")]), student("b", [quiz(q1="a", q2="c")]),
              student("c", [quiz(q1="", q2="b")])]  # fmt: skip
    one, two = questions(people)
    assert (one.right, one.choices["a"], one.choices[""]) == ("a", 2, 1)
    assert (two.right, two.choices["c"], two.commonest) == ("b", 2, "Why not c: so.")
    assert one.choices["d"] == 0 and one.commonest == ""


def test_a_regrade_shows_whose_points_it_changed():
    people = [
        student("ada", [report("alpha", 10.0)], earlier(alpha=(4.0, "sign"))),
        student("bob", [report("alpha", 10.0)], earlier(alpha=(10.0, ""))),
        student("cid", [report("alpha", 10.0)]),
    ]
    numbers = numbers_of("week0", ORDER, people)
    (change,) = numbers.changes
    assert (change.person, change.before, change.after) == ("ada", 4.0, 10.0)
    assert numbers.graded_twice == 2


def test_without_names_everything_else_is_the_same():
    people = large_class(30)
    hidden = anonymous(people, lambda name: name[::-1].encode())
    assert not {one.name for one in hidden} & {one.name for one in people}
    assert len({one.name for one in hidden}) == 30
    with_names, without = (numbers_of("week0", ORDER, one) for one in (people, hidden))
    assert [one.full for one in with_names.exercises] == [one.full for one in without.exercises]
    assert [one.count for one in with_names.mistakes] == [one.count for one in without.mistakes]
    assert with_names.bins == without.bins
