"""wrong: sum for product"""


def graph_forward(a, b, c):
    u = b + c
    v = a + u
    return u, v, 3 * v
