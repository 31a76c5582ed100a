"""wrong: a nudge to one side, too large"""


def graph_backward(a, b, c):
    def J(a, b, c):
        return 3 * (a + b * c) + 0.001 * b

    h = 1e-3
    return {"da": 3, "db": (J(a, b + h, c) - J(a, b, c)) / h, "dc": 3 * b, "du": 3, "dv": 3}
