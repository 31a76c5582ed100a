"""What the lessons of week 1 ask readers to write."""

from grader.exercises import Exercise
from grader.exercises.draw import at, between, choice, draw, made, size, whole
from utils.checkfile import Speed

EXERCISES = [
    Exercise(
        "count_parameters",
        inputs=draw(inputs=whole(2, 30), hidden=whole(2, 12)),
        special={"a single hidden unit": at(hidden=1)},
        see="Every unit sees every input",
        mistakes="""
        no-biases: These are the weights alone. Which numbers belong to a unit and not to a line?
            inputs * hidden + hidden -> inputs * hidden
            biases = hidden + 1 -> biases = hidden
        no-output-bias: One bias is missing: does the output have one?
            biases = hidden + 1 -> biases = hidden
        one-table: The lines into the hidden layer are there. Count those that lead to the output.
            inputs * hidden + hidden -> inputs * hidden
        added: Every input is joined to every hidden unit. How many lines is that?
            inputs * hidden + hidden -> inputs + hidden
        """,
    ),
    Exercise(
        "cube_slope",
        inputs=draw(a=choice(-3.0, -2.0, 2.0, 3.0, 4.0), nudge=between(0.2, 0.8)),
        see="How small a nudge?",
        mistakes="""
        one-side: This nudges to one side only. Where should the second value come from?
            (a - nudge) ** 3 -> a**3
            (2 * nudge) -> nudge
        half: Twice too large. How far apart are the two places?
            (2 * nudge) -> nudge
        not-divided: That is how far it moved. How many times the distance is it?
            moved / (2 * nudge) -> moved
        by-rule: That is the rule from the table, for a nudge of nothing. Measure instead.
            moved / (2 * nudge) -> 3 * a**2
        """,
    ),
    Exercise(
        "slopes_of_unit",
        inputs=draw(w=between(0.3, 1.2), x=between(0.4, 1.1), b=between(-0.6, 0.6)),
        returns=("value", "dw", "dx", "db"),
        see="The chain rule",
        mistakes="""
        own-factor: In a product, a number moves the result as much as the other factor says.
            (other.data, self.data) -> (self.data, other.data)
        last-path: Where a number is used twice, the second path wipes out the first.
            parent.slope += self.slope * local -> parent.slope = self.slope * local
        no-chain: The small slopes are added up. Along a path, what happens to them?
            self.slope * local -> local
        score-for-value: The slope of tanh is made of its value, not of what goes into it.
            1 - bent**2 -> 1 - self.data**2
        sigmoid-slope: That would be the slope of a sigmoid; tanh has another.
            1 - bent**2 -> bent * (1 - bent)
        """,
    ),
    Exercise(
        "root_mean_square",
        inputs=draw(v="n m"),
        special={"one dimension": at(v="n")},
        speed=Speed({"v": 0}, 20_000),
        see="Two sizes of a list: L1 and L2",
        mistakes="""
        no-root: The squares have been averaged; their size is still that of a square.
            np.sqrt(np.mean(v**2)) -> np.mean(v**2)
        summed: That is the length of the list, which grows with the number of entries.
            np.mean -> np.sum
        mean-first: The mean is taken before the squares, so positive and negative cancel.
            np.mean(v**2) -> np.mean(v) ** 2
        absolute: The mean of the sizes is something else: square each entry first.
            np.sqrt(np.mean(v**2)) -> np.mean(np.abs(v))
        by-rows: One number is asked for all of the array. Along which axis did you average?
            np.mean(v**2) -> np.mean(v**2, axis=-1)
        """,
    ),
    Exercise(
        "scale_columns",
        inputs=draw(A=between(0.5, 9.0, "n m")),
        special={"a square table": at(m="n")},
        see="Keep the dimension",
        mistakes="""
        rows: The rows end at 1; it should be the columns. Which axis runs down a column?
            A.max(axis=0, keepdims=True) -> A.max(axis=1, keepdims=True)
        whole: There is one largest entry for the whole table; each column has its own.
            A.max(axis=0, keepdims=True) -> A.max()
        sums: The columns now add up to 1. It is their largest entry that should be 1.
            A.max -> A.sum
        smallest: Divided by the smallest entry, everything is 1 or more.
            A.max -> A.min
        subtracted: The largest entry is subtracted, which makes it 0.
            A / A.max -> A - A.max
        """,
    ),
    Exercise(
        "fold_picture",
        inputs=draw(
            line=made(lambda h, w, rng: rng.integers(0, 256, h * w * 3)),
            height=size("h"),
            width=size("w"),
            h=(2, 4),
            w=(5, 7),
        ),
        special={"as high as it is wide": at(w="h")},
        see="A picture becomes a column",
        mistakes="""
        colours-first: The line is broken as if all of red came first. What comes next to each other
        in the line?
            line.reshape(height, width, 3) ->
                line.reshape(3, height, width).transpose(1, 2, 0)
        turned: Height and width are exchanged.
            reshape(height, width -> reshape(width, height
        columns-first: The picture is read column by column. As a page is read, what comes first?
            line.reshape(height, width, 3) ->
                line.reshape(width, height, 3).transpose(1, 0, 2)
        """,
    ),
]
