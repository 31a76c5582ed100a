"""What the lessons of week 2 ask readers to write."""

from grader.exercises import Exercise
from grader.exercises.draw import at, between, choice, draw, labels, whole
from utils.checkfile import Speed

EXERCISES = [
    Exercise(
        "cost_of_one_answer",
        inputs=draw(a=between(0.1, 0.4), share=between(0.55, 0.9)),
        special={"the share itself": at(a=0.3, share=0.3)},
        see="The cost is the mean of the losses",
        mistakes="""
        exchanged: The two prices are exchanged: what does the answer cost if it is a cat?
            -math.log(a), -math.log(1 - a) -> -math.log(1 - a), -math.log(a)
        sign: A price cannot be negative. What sign has the logarithm of a probability?
            -math.log(a), -math.log(1 - a) -> math.log(a), math.log(1 - a)
        unweighted: Both prices count alike, whatever the share of cats.
            share * if_cat + (1 - share) * if_not -> (if_cat + if_not) / 2
        cats-alone: Only the cats are paid for. What do the others cost?
            share * if_cat + (1 - share) * if_not -> share * if_cat
        summed: Both prices are paid in full, as if every picture were both.
            share * if_cat + (1 - share) * if_not -> if_cat + if_not
        """,
    ),
    Exercise(
        "walk_down",
        inputs=draw(
            w=choice(-1.5, -1.2, 0.8, 1.3, 1.6), learning_rate=between(0.1, 0.25), steps=whole(3, 6)
        ),
        special={"a single step": at(steps=1)},
        see="Downhill in small steps",
        mistakes="""
        uphill: It climbs. Against which sign does one walk down?
            w - learning_rate * dw -> w + learning_rate * dw
        no-rate: The steps are as long as the slope. What makes them shorter?
            learning_rate * dw -> dw
        bowl: That is the walk in a bowl, whose slope is a straight line.
            w**3 -> 2 * w
        square: Which power is the slope here? It keeps its sign on the left side.
            w**3 -> w**2
        height: The walk follows the height of the valley instead of its slope.
            w**3 -> w**4 / 4
        one-step: It stops after the first step.
            range(steps) -> range(1)
        """,
    ),
    Exercise(
        "missed_and_false",
        inputs=draw(answers=labels("1 m"), Y=labels("1 m"), m=(20, 40)).where(
            lambda answers, Y: (
                ((Y - answers) == 1).sum() != ((answers - Y) == 1).sum()
                and ((Y - answers) == 1).sum() * ((answers - Y) == 1).sum() > 0
            )
        ),
        returns=("missed", "false"),
        speed=Speed({"answers": 1, "Y": 1}, 20_000),
        see="From probability to answer",
        mistakes="""
        exchanged: The two counts are exchanged: a cat that is answered 0 is missed.
            int(missed), int(false) -> int(false), int(missed)
        all-wrong: Every mistake is counted twice over. Which of them are cats?
            (Y == 1) & (answers == 0) -> Y != answers
            (Y == 0) & (answers == 1) -> Y != answers
        right: These are the answers that are right.
            answers == 0 -> answers == 1
            (Y == 0) & (answers == 1) -> (Y == 0) & (answers == 0)
        shares: Counts are asked, not shares.
            int(missed), int(false) -> missed / Y.size, false / Y.size
        """,
    ),
]
