"""wrong: chain rule left out"""


def graph_backward(a, b, c):
    return {"da": 1, "db": c, "dc": b, "du": 1, "dv": 3}
