"""right: walrus"""


def graph_forward(a, b, c):
    return (u := b * c), (v := a + u), 3 * v
