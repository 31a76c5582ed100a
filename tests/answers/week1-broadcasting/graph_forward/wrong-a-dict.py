"""wrong: a dict"""


def graph_forward(a, b, c):
    u = b * c
    v = a + u
    return {"u": u, "v": v, "J": 3 * v}
