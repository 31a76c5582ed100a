"""Week 1: arithmetic on arrays, and the slopes of one small formula.

Inputs are drawn so that mistakes show: rows and columns differ in number, entries have both signs
and are never 0. Where a missing keepdims would go unseen, a square case has a row of its own.
"""

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import at, between, draw, normal, signed, whole
from utils.checkfile import Speed

table = draw(x=signed("n m", 0.3, 2.5), n=(3, 6), m=(3, 6))
square = at(m="n")  # a lost dimension raises no error here, it goes along the other axis
number = at(x=signed("", 0.3, 2.5))
whole_numbers = at(x=whole(-5, 5, "7"))  # an answer filled into an array like it would be cut off
# Three axes, of three sizes: a solution for tables alone fails, or loses an axis; and entries of a
# thousand, where a careless formula gives NaN.
three_axes = at(x=signed("2 3 4", 0.3, 2.5))
far_out = at(x=np.array([-1000.0, -30.0, 0.5, 30.0, 1000.0, 2.0]).reshape(1, 2, 3))

# A row shorter than 1 has to be made longer.
one_short_row = at(
    _y=signed("n n", 0.3, 2.5),
    x=lambda y: np.vstack([0.5 * y[:1] / np.linalg.norm(y[0]), y[1:]]),
)

# Rows near 1000, near -1000 and near 0, each of which overflows or vanishes unless it is shifted;
# the third has entries so small that only a shift by its largest will do, and in the last the
# largest towers so far above the mean that a shift by the mean overflows.
TOP, FAR = 1000.0, -1000.0
TOWERS = [[TOP] * 5, [FAR] * 5, [FAR, 0.0, 0.0, FAR, 0.0], [FAR, FAR, TOP, FAR, FAR]]
large_scores = at(x=lambda rng: rng.uniform(-2, 2, (4, 5)) + TOWERS)

# Columns that differ in mean and spread.
columns = draw(
    _mean=signed("k", 2, 9),
    _spread=between(0.5, 3, "k"),
    _Z=normal("n k"),
    X=lambda mean, spread, Z: mean + spread * Z,
    n=(3, 7),
    k=(3, 7),
)

# The table of the lesson: a beef without carbohydrate, so one entry is 0.
FOODS = np.array([[56.0, 0.0, 4.4, 68.0], [1.2, 104.0, 52.0, 8.0], [1.8, 135.0, 99.0, 0.9]])


def differences(rng: np.random.Generator, truth: np.ndarray) -> np.ndarray:
    """Differences of both signs, their sum negative and not near 0: neither the sum of their sizes
    nor the size of their sum."""
    found = rng.uniform(0.1, 0.6, len(truth)) * rng.choice([-1, 1], len(truth))
    found[:2] = [0.3, -0.4]
    found *= -np.sign(found.sum() + 1e-9)
    return np.where(found < 0, found - 0.3, found)


predictions = draw(
    _truth=signed("m", 0.5, 2.0),
    _off=differences,
    _y=lambda truth, off: np.r_[-0.4 * off[0], truth[1:]],  # a prediction on the other side of 0
    yhat=lambda y, off: y + off,
    y=lambda y: y,
    m=(5, 8),
)

# Sizes, signs and places all differ, and none is near 0, 1 or 2, where sums and products meet.
graph_inputs = draw(
    _drawn=lambda rng: rng.permutation([2.4, 3.3, 4.6]) + rng.uniform(-0.3, 0.3, 3),
    _signs=lambda rng: rng.choice([-1, 1], 3),
    a=lambda drawn, signs: float(drawn[0] * signs[0]),
    b=lambda drawn, signs: float(drawn[1] * signs[1]),
    c=lambda drawn, signs: float(drawn[2] * signs[2]),
)

EXERCISES = [
    Exercise(
        "basic_sigmoid",
        inputs=draw(x=signed("", 0.3, 2.5)),
        special={"far from zero": at(x=signed("", 6.0, 12.0))},
        see="From sigmoid to ReLU",
        mistakes="""
        sign: Your curve falls as x grows; a sigmoid rises. Look at the sign in the exponent.
            math.exp(-x) -> math.exp(x)
        no-one: The denominator is a sum of two terms. What does your formula give at x = 0, where
        the answer is one half?
            (1 + math.exp(-x)) -> math.exp(-x)
        minus: There is a difference in the denominator, where the formula has a sum.
            1 + math.exp -> 1 - math.exp
        precedence: Division comes before addition: which part of the formula do your brackets hold
        together?
            1 / (1 + math.exp(-x)) -> 1 / 1 + math.exp(-x)
        no-fraction: You return the denominator; the answer is one divided by it, a number below 1.
            1 / (1 + math.exp(-x)) -> 1 + math.exp(x)
        tanh: That is the hyperbolic tangent: it runs from −1 to 1, a sigmoid from 0 to 1.
            1 / (1 + math.exp(-x)) -> math.tanh(x)
        """,
    ),
    Exercise(
        "sigmoid",
        inputs=table,
        special={
            "a number": number,
            "a vector of whole numbers": whole_numbers,
            "three axes, entries of ±1000": far_out,
        },
        speed=Speed({"x": 0}, 20_000),
        see="From sigmoid to ReLU",
        mistakes="""
        sign: Your curve falls as x grows; a sigmoid rises. Look at the sign in the exponent.
            np.exp(-x) -> np.exp(x)
        no-one: The denominator is a sum of two terms. What does your formula give at x = 0, where
        the answer is one half?
            (1 + np.exp(-x)) -> np.exp(-x)
        minus: There is a difference in the denominator, where the formula has a sum.
            1 + np.exp -> 1 - np.exp
        precedence: Division comes before addition: which part of the formula do your brackets hold
        together?
            1 / (1 + np.exp(-x)) -> 1 / 1 + np.exp(-x)
        overflow: Right for moderate numbers; for 1000 it divides infinity by infinity. The formula
        as it is printed, with a single exponential, has no such trouble.
            1 / (1 + np.exp(-x)) -> np.exp(x) / (1 + np.exp(x))
        total: All entries come out from one sum: the denominator adds up the whole array, as in
        softmax. Each entry of the sigmoid stands for itself.
            (1 + np.exp(-x)) -> (1 + np.sum(np.exp(-x)))
        tanh: That is the hyperbolic tangent: it runs from −1 to 1, a sigmoid from 0 to 1.
            1 / (1 + np.exp(-x)) -> np.tanh(x)
        """,
    ),
    Exercise(
        "sigmoid_derivative",
        inputs=table,
        special={
            "a number": number,
            "a vector of whole numbers": whole_numbers,
            "three axes": three_axes,
        },
        uses=("sigmoid",),
        see="The slope of a sigmoid",
        mistakes="""
        value: That is the sigmoid itself; its slope is asked, which is never above one quarter.
            return s * (1 - s) -> return s
        x-for-s: The formula is applied to x itself. It wants s, the sigmoid of x, in both places.
            s = sigmoid(x) -> s = x
        plus: There is a sum in the bracket, where the formula has a difference.
            (1 - s) -> (1 + s)
        one-minus: Only the bracket is there: a factor is missing in front of it.
            s * (1 - s) -> 1 - s
        tanh: One minus a square: that is the slope of the hyperbolic tangent.
            s * (1 - s) -> 1 - s**2
        twice: The sigmoid is applied twice: once to x, then again to its own result.
            s = sigmoid(x) -> s = sigmoid(sigmoid(x))
        """,
    ),
    Exercise(
        "image2vector",
        inputs=draw(image=whole(1, 255, "h w c"), h=(2, 6), w=(2, 6), c=(2, 6)),
        see="A picture becomes a column",
        mistakes="""
        colours-apart: The rows are unrolled, but the colours still stand side by side in columns.
        They belong into the one column too.
            reshape(-1, 1) -> reshape(-1, image.shape[2])
        colour-by-colour: All of the first colour comes first, then all of the second. The colours
        of one pixel should stay next to each other.
            image.reshape(-1, 1) -> image.transpose(2, 0, 1).reshape(-1, 1)
        column-by-column: You walk down the columns of the picture; NumPy keeps it row after row.
            image.reshape(-1, 1) -> image.transpose(1, 0, 2).reshape(-1, 1)
        fortran: The order is turned round altogether: the first index changes fastest. In NumPy's
        own order it is the last one.
            reshape(-1, 1) -> reshape((-1, 1), order="F")
        """,
    ),
    Exercise(
        "as_column",
        inputs=draw(a=signed("n", 0.3, 2.5), n=(3, 7)),
        special={
            "a row": at(a=signed("1 n", 0.3, 2.5)),
            "a column already": at(a=signed("n 1", 0.3, 2.5)),
            "a single number": at(a=signed("1", 0.3, 2.5)),
        },
        see="Neither a row nor a column",
        mistakes="""
        transpose: A transpose turns a row into a column, but also a column into a row, and does
        nothing to a rank-1 array.
            a.reshape(-1, 1) -> a.T
        new-axis: Right for a rank-1 array, but a row or a column gets a third dimension.
            a.reshape(-1, 1) -> a[:, np.newaxis]
        """,
    ),
    Exercise(
        "calorie_percentages",
        inputs=draw(A=between(5, 100, "3 4")),
        special={"the four foods": at(A=FOODS)},
        see="Where do the calories come from?",
        mistakes="""
        fraction: Each column adds up to 1; in per cent it should add up to 100.
            100 * A -> A
        rows: Your rows add up to 100. A food stands in a column: along which axis are its calories
        added up?
            axis=0 -> axis=1
        grand-total: Everything is divided by one number, the sum of the whole table. Each food has
        a sum of its own.
            A.sum(axis=0, keepdims=True) -> A.sum()
        mean: You divide by the mean of each column, so the parts add up to 300. By what should a
        part be divided to add up to the whole?
            A.sum( -> A.mean(
        largest: You divide by the largest entry of each column, which makes that one 100 per cent.
        The whole is more than its largest part.
            A.sum( -> A.max(
        rounded: The numbers are rounded to whole per cents. Rounding is for printing; return what
        the division gives.
            100 * A / totals -> np.round(100 * A / totals)
        """,
    ),
    Exercise(
        "normalize_rows",
        inputs=table,
        special={"a square table, one short row": one_short_row},
        speed=Speed({"x": 0}, 20_000),
        see="Keep the dimension",
        mistakes="""
        columns: Your columns have length 1; it should be the rows. Which axis runs along a row?
            axis=1 -> axis=0
        no-keepdims: The lengths are a rank-1 array, which is set against the columns: an error, or,
        in a square table, silently the wrong numbers. How do sums keep their dimension?
            axis=1, keepdims=True -> axis=1
        no-root: You divide by the square of the length. What is still to be taken of the sum of
        squares?
            np.sqrt(np.sum(x**2, axis=1, keepdims=True)) -> np.sum(x**2, axis=1, keepdims=True)
        sum: The entries of each row now add up to 1; it is the squares that should.
            np.sqrt(np.sum(x**2, axis=1, keepdims=True)) -> np.sum(x, axis=1, keepdims=True)
        absolute: The sizes of the entries of each row add up to 1; for a length it is the squares.
            np.sqrt(np.sum(x**2, axis=1, keepdims=True)) -> np.sum(np.abs(x), axis=1, keepdims=True)
        largest: You divide each row by its largest size, not by its length.
            np.sqrt(np.sum(x**2, axis=1, keepdims=True)) -> np.max(np.abs(x), axis=1, keepdims=True)
        whole: Everything is divided by one number, the length of the whole table. Each row has a
        length of its own.
            np.sum(x**2, axis=1, keepdims=True) -> np.sum(x**2)
        mean: The squares of each row are averaged. Its length takes their sum.
            np.sum( -> np.mean(
        lengths: You return the lengths of the rows; the rows divided by them are asked.
            return x / lengths -> return lengths
        """,
    ),
    Exercise(
        "standardize_columns",
        inputs=columns,
        speed=Speed({"X": 1}, 20_000),
        see="Along which axis?",
        mistakes="""
        rows: Your rows have mean 0 and variance 1; it should be the columns. Along which axis do
        you average to get one number for each column?
            X.mean(axis=0, keepdims=True) -> X.mean(axis=1, keepdims=True)
            X.std(axis=0, keepdims=True) -> X.std(axis=1, keepdims=True)
        centred-only: The means are 0, but the columns keep their spread. What are they divided by?
            (X - mean) / deviation -> X - mean
        scaled-only: The spread is right, but the means are not 0. What is subtracted first?
            (X - mean) / deviation -> X / deviation
        variance: You divide by the variance; the formula has its square root.
            X.std( -> X.var(
        n-minus-one: A little too small everywhere: the formula divides the squares by n, not by n −
        1.
            X.std(axis=0, keepdims=True) -> X.std(axis=0, keepdims=True, ddof=1)
        one-scale: The whole table has one mean and one deviation here; each column has its own.
            X.mean(axis=0, keepdims=True) -> X.mean()
            X.std(axis=0, keepdims=True) -> X.std()
        precedence: Division comes before subtraction: the mean is divided, X is not. Where do the
        brackets go?
            (X - mean) / deviation -> X - mean / deviation
        range: You divide by the distance from smallest to largest; the standard deviation is asked.
            X.std(axis=0, keepdims=True) -> np.ptp(X, axis=0, keepdims=True)
        """,
    ),
    Exercise(
        "softmax",
        inputs=table,
        special={"a square table": square, "scores of ±1000": large_scores},
        speed=Speed({"x": 0}, 20_000, margin=50),
        see="When a number is too large",
        mistakes="""
        no-shift: Right for moderate scores; for 1000 the exponential overflows, and for −1000
        everything vanishes. What can be subtracted from a row without changing the quotient?
            x - np.max(x, axis=1, keepdims=True) -> x
        one-shift: One number is subtracted from the whole table, so a row far below it vanishes.
        Each row needs a number of its own.
            np.max(x, axis=1, keepdims=True) -> np.max(x)
        mean-shift: The mean of each row is subtracted. When one score towers above the others it
        still overflows: after the shift no score should be above 0.
            np.max(x, axis=1, keepdims=True) -> np.mean(x, axis=1, keepdims=True)
        columns: Your columns add up to 1; it should be the rows. Which axis runs along a row?
            x - np.max(x, axis=1, keepdims=True) -> x
            np.sum(exps, axis=1, keepdims=True) -> np.sum(exps, axis=0, keepdims=True)
        columns-shifted: Your columns add up to 1; it should be the rows. Both the shift and the sum
        belong to a row.
            np.max(x, axis=1, keepdims=True) -> np.max(x, axis=0, keepdims=True)
            np.sum(exps, axis=1, keepdims=True) -> np.sum(exps, axis=0, keepdims=True)
        no-keepdims: The sums are a rank-1 array, which is set against the columns: an error, or, in
        a square table, silently the wrong numbers. How do sums keep their dimension?
            np.sum(exps, axis=1, keepdims=True) -> np.sum(exps, axis=1)
        one-sum: All entries together add up to 1. Every row should do so by itself.
            x - np.max(x, axis=1, keepdims=True) -> x
            np.sum(exps, axis=1, keepdims=True) -> np.sum(exps)
        no-exp: The rows add up to 1, but a probability cannot be negative or above 1: the scores
        themselves are divided, without the exponential.
            x - np.max(x, axis=1, keepdims=True) -> x
            np.exp(shifted) -> shifted
        sign: The largest score gets the smallest probability. Look at the sign in the exponent.
            x - np.max(x, axis=1, keepdims=True) -> -x
        not-divided: The exponentials are there; they are still to be divided by the sum of their
        row.
            x - np.max(x, axis=1, keepdims=True) -> x
            exps / np.sum(exps, axis=1, keepdims=True) -> exps
        sigmoid: Each score is squashed by itself, as by a sigmoid. In softmax the scores of a
        row compete: the sum runs over all of them.
            x - np.max(x, axis=1, keepdims=True) -> x
            exps / np.sum(exps, axis=1, keepdims=True) -> 1 / (1 + 1 / exps)
        """,
    ),
    Exercise(
        "L1",
        inputs=predictions,
        see="One expression for every entry",
        mistakes="""
        no-absolute: Errors of opposite sign cancel: the plain differences are added up. What makes
        a difference a size?
            np.abs(yhat - y) -> yhat - y
        absolute-last: The differences are added up first and cancel each other. Take the size of
        each one before the sum.
            np.sum(np.abs(yhat - y)) -> np.abs(np.sum(yhat - y))
        mean: That is the mean of the sizes; their sum is asked.
            np.sum( -> np.mean(
        squares: The differences are squared; in this loss their sizes are added up.
            np.abs(yhat - y) -> (yhat - y) ** 2
        not-summed: One number for each entry; they are still to be added up to one.
            np.sum(np.abs(yhat - y)) -> np.abs(yhat - y)
        largest: That is the largest of the sizes; their sum is asked.
            np.sum( -> np.max(
        sizes-first: The sizes of the two vectors are compared. Take the difference first, then its
        size.
            np.abs(yhat - y) -> np.abs(np.abs(yhat) - np.abs(y))
        """,
    ),
    Exercise(
        "L2",
        inputs=predictions,
        see="One expression for every entry",
        mistakes="""
        mean: That is the mean of the squares; their sum is asked.
            np.sum( -> np.mean(
        root: That is the length, with a square root. The sum of squares itself is asked.
            np.sum((yhat - y) ** 2) -> np.sqrt(np.sum((yhat - y) ** 2))
        square-last: The differences are added up first and cancel each other. Square each one
        before the sum.
            np.sum((yhat - y) ** 2) -> np.sum(yhat - y) ** 2
        absolute: The sizes of the differences are added up; in this loss it is their squares.
            (yhat - y) ** 2 -> np.abs(yhat - y)
        squares-apart: Each vector is squared by itself. Take the difference first, then its square.
            (yhat - y) ** 2 -> yhat**2 - y**2
        doubled: The differences are doubled. In Python a power is written with two stars.
            (yhat - y) ** 2 -> (yhat - y) * 2
        not-summed: One number for each entry; they are still to be added up to one.
            np.sum((yhat - y) ** 2) -> (yhat - y) ** 2
        """,
    ),
    Exercise(
        "outer_sum",
        # v is the shorter one: the timed answer is then no giant beside u
        inputs=draw(u="n", v="m", n=(4, 7), m=(2, 3)),
        special={"two of one length": square},
        speed=Speed({"u": 0}, 20_000),
        see="The general rule",
        mistakes="""
        entry-by-entry: The two are added entry by entry, which fails when their lengths differ. One
        of them has to stand upright.
            u.reshape(-1, 1) + v.reshape(1, -1) -> u + v
        product: Every entry is multiplied with every other; sums are asked.
            u.reshape(-1, 1) + v -> u.reshape(-1, 1) * v
        difference: Every entry is subtracted from every other; sums are asked.
            u.reshape(-1, 1) + v -> u.reshape(-1, 1) - v
        u-twice: The vector u is added to itself; where does v come in?
            + v.reshape(1, -1) -> + u.reshape(1, -1)
        """,
    ),
    Exercise(
        "matvec",
        inputs=draw(A="n m", v="m 1", n=(5, 8), m=(2, 4)),
        special={"a square matrix": square},
        speed=Speed({"A": 0}, 20_000),
        see="A matrix times a vector",
        mistakes="""
        stars: A single star multiplies entry by entry. The matrix product also adds up along each
        row.
            np.dot(A, v) -> A * v
        not-summed: The products are there, entry by entry; along each row they are still to be
        added up.
            np.dot(A, v) -> A * v.T
        transposed: The matrix is transposed first. Its m columns already fit the m entries of v.
            np.dot(A, v) -> np.dot(A.T, v)
        down-the-columns: The products are added up down the columns; each entry of the answer
        belongs to a row.
            np.dot(A, v) -> np.sum(A * v.T, axis=0).reshape(-1, 1)
        total: Everything is added up to one number; there should be one for each row.
            np.dot(A, v) -> np.sum(A * v.T)
        """,
    ),
    Exercise(
        "graph_forward",
        inputs=graph_inputs,
        returns=("u", "v", "J"),
        see="Forward: one step at a time",
        mistakes="""
        sum-for-product: u is the sum of b and c; in the formula they are multiplied.
            b * c -> b + c
        product-for-sum: v is the product of a and u; in the formula they are added.
            a + u -> a * u
        no-three: J is the same as v. Which step is left?
            3 * v -> v
        cube: J is the third power of v. In Python one star multiplies, two make a power.
            3 * v -> v**3
        bracket: The factor 3 reaches only one of the two terms. It multiplies all of the bracket.
            3 * v -> 3 * a + u
        u-alone: J is three times u, so a plays no part in it. Which step comes between?
            3 * v -> 3 * u
        order: The right numbers in the wrong order: first u, then v, then J.
            return u, v, J -> return J, v, u
        only-J: Only the final number comes back; all three steps are asked.
            return u, v, J -> return J
        """,
    ),
    Exercise(
        "graph_backward",
        inputs=graph_inputs,
        see="Backward: one slope at a time",
        mistakes="""
        exchanged: The slopes for b and c are exchanged. If b is nudged, the product bc changes by
        the other factor times the nudge.
            db = du * c -> db = du * b
            dc = du * b -> dc = du * c
        no-three: All slopes are three times too small. The last step multiplies by 3: what is its
        slope?
            dv = 3.0 -> dv = 1.0
        local: Only the slope of the last step is that of J. The others stop at the next box: the
        chain rule multiplies all steps up to J.
            da = dv -> da = 1.0
            du = dv -> du = 1.0
        no-chain: db and dc are the slopes of the product alone. By what does a change of u still
        get multiplied on its way to J?
            db = du * c -> db = c
            dc = du * b -> dc = b
        added: For b and c two slopes are added. Along a path the chain rule multiplies them.
            db = du * c -> db = du + c
            dc = du * b -> dc = du + b
        value-at-v: dv holds the value of J, not its slope. How much does J = 3v change when v is
        nudged by a little?
            dv = 3.0 -> dv = 3.0 * (a + b * c)
        a-times: da is multiplied by a. In a sum, a nudge of one term goes straight through.
            da = dv -> da = dv * a
        whole-product: db and dc carry the whole product bc. When b is nudged, only c stands as its
        factor.
            db = du * c -> db = du * b * c
            dc = du * b -> dc = du * b * c
        """,
    ),
]
