"""wrong: J alone"""


def graph_forward(a, b, c):
    return 3 * (a + b * c)
