"""wrong: cut off at three"""


def basic_sigmoid(x):
    return 1 / (1 + math.exp(-max(-3, min(3, x))))
