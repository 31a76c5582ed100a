"""wrong: a tuple"""


def graph_backward(a, b, c):
    return 3, 3 * c, 3 * b, 3, 3
