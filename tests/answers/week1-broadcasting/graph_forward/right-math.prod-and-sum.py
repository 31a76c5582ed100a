"""right: math.prod and sum"""


def graph_forward(a, b, c):
    u = math.prod((b, c))
    v = sum([a, u])
    return u, v, math.prod([3, v])
