"""wrong: no du"""


def graph_backward(a, b, c):
    return {"da": 3, "db": 3 * c, "dc": 3 * b, "dv": 3}
