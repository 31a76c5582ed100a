"""wrong: J first"""


def graph_forward(a, b, c):
    u = b * c
    v = a + u
    return 3 * v, v, u
