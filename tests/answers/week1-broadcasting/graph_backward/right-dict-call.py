"""right: dict call"""


def graph_backward(a, b, c):
    return dict(dv=3.0, du=3.0, da=3.0, db=3.0 * c, dc=3.0 * b)
