"""What the lessons of week 3 ask readers to write."""

import numpy as np

from grader.exercises import Exercise
from grader.exercises.draw import at, between, draw, scores
from utils.checkfile import Speed

EXERCISES = [
    Exercise(
        "ask_layer",
        inputs=draw(W="n k", b="n 1", x="k 1"),
        special={"as many units as inputs": at(k="n")},
        see="Several units side by side",
        mistakes="""
        no-bend: These are the scores. What does a unit do with its score?
            np.tanh(W @ x + b) -> W @ x + b
        bias-outside: The bias is added after the bend; it is a part of the score.
            np.tanh(W @ x + b) -> np.tanh(W @ x) + b
        no-bias: The bias is missing.
            W @ x + b -> W @ x
        sigmoid: That is the sigmoid. In this layer the bend runs from −1 to 1.
            np.tanh(W @ x + b) -> 1 / (1 + np.exp(-(W @ x + b)))
        stars: The products of weights and inputs are not added up. Which sign does both?
            W @ x -> (W * x.T)
        """,
    ),
    Exercise(
        "softplus_slope",
        inputs=draw(z=scores("n m", -2.0, 2.0)),
        special={"large |z|": at(z=np.array([[-1000.0, -40.0, 0.0, 40.0, 1000.0]]))},
        see="A slope is a nudge",
        mistakes="""
        softplus: That is the curve itself. How steep is it?
            0.5 + 0.5 * np.tanh(0.5 * z) -> np.logaddexp(0, z)
        relu: That is the slope of the ReLU, with its corner. Softplus has none.
            0.5 + 0.5 * np.tanh(0.5 * z) -> np.where(z >= 0, 1.0, 0.0)
        sigmoid-slope: That is one derivative too many: a hill that dies away on both sides.
            return 0.5 + 0.5 * np.tanh(0.5 * z) ->
                s = 0.5 + 0.5 * np.tanh(0.5 * z); return s * (1 - s)
        mirrored: It falls from left to right. On which side is softplus flat?
            np.tanh(0.5 * z) -> np.tanh(-0.5 * z)
        """,
    ),
    Exercise(
        "hill",
        inputs=draw(
            x=between(0.0, 6.0, "n"),
            left=between(0.6, 1.4),
            right=between(4.0, 5.5),
            height=between(1.3, 4.0),
            n=(12, 20),
        ),
        special={"only outside": at(x=np.array([-2.0, -1.0, 0.0, 7.0, 9.0]))},
        speed=Speed({"x": 0}, 50_000),
        see="Building with corners",
        mistakes="""
        no-end: After the hill it goes on below zero. What brings it back to flat?
            up - 2 * down + np.maximum(x - right, 0) -> up - 2 * down
        no-way-down: It goes up and stays up. The second corner has to turn it round.
            up - 2 * down + np.maximum(x - right, 0) -> up - down
        steep-one: It rises by one for each step to the right, so its height is not yours to choose.
            2 * height / (right - left) -> 1.0
        half-height: The hill is half as high as asked. Over which stretch does it rise?
            2 * height / (right - left) -> height / (right - left)
        """,
    ),
    Exercise(
        "slopes_by_index",
        inputs=draw(W="n k", A="k m", dZ="n m"),
        special={"one example": at(m=1)},
        returns=("dW", "dA"),
        see="The same, index by index",
        mistakes="""
        last-example: Each example wipes out the one before. Where paths meet, slopes are added.
            dW[j, k] += dZ[j, i] * A[k, i] -> dW[j, k] = dZ[j, i] * A[k, i]
        last-unit: What comes back from one unit wipes out what came from another.
            dA[k, i] += W[j, k] * dZ[j, i] -> dA[k, i] = W[j, k] * dZ[j, i]
        own-factor: In a product, each factor gets the error times the *other* one.
            dZ[j, i] * A[k, i] -> dZ[j, i] * W[j, k]
            W[j, k] * dZ[j, i] -> A[k, i] * dZ[j, i]
        averaged: The slopes of the sum are asked here; it is divided by the examples already.
            return dW, dA -> return dW / A.shape[1], dA
        order: The two tables are exchanged.
            return dW, dA -> return dA, dW
        """,
    ),
]
