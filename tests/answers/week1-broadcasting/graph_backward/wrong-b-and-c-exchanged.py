"""wrong: b and c exchanged"""


def graph_backward(a, b, c):
    return {"da": 3, "db": 3 * b, "dc": 3 * c, "du": 3, "dv": 3}
