"""right: the template"""


def graph_forward(a, b, c):
    u = b * c
    v = a + u
    J = 3 * v
    return u, v, J
