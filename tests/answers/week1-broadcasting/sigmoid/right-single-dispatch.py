"""right: single dispatch"""


from functools import singledispatch


@singledispatch
def sigmoid(x):
    return 1 / (1 + math.exp(-x)) if x > -700 else 0.0


@sigmoid.register
def _(x: np.ndarray):
    return 1 / (1 + np.exp(-x))
