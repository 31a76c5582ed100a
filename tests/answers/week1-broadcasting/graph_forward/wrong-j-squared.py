"""wrong: J squared"""


def graph_forward(a, b, c):
    u = b * c
    v = a + u
    return u, v, v**3
