"""wrong: text"""


def basic_sigmoid(x):
    return f"{1 / (1 + math.exp(-x)):.10f}"
