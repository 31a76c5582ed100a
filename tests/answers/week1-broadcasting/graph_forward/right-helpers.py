"""right: helpers"""


def times(x, y):
    return x * y


def plus(x, y):
    return x + y


def graph_forward(a, b, c):
    u = times(b, c)
    return u, plus(a, u), times(3, plus(a, u))
