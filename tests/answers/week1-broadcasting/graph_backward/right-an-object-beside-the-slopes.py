"""right: an object beside the slopes"""


class Tape:
    pass


def graph_backward(a, b, c):
    return {"da": 3, "db": 3 * c, "dc": 3 * b, "du": 3, "dv": 3, "tape": Tape()}
