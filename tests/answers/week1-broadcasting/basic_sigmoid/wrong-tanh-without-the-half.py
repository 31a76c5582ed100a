"""wrong: tanh without the half"""


def basic_sigmoid(x):
    return (1 + math.tanh(x)) / 2
