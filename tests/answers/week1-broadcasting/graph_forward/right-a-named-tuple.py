"""right: a named tuple"""


from collections import namedtuple

Steps = namedtuple("Steps", "u v J")


def graph_forward(a, b, c):
    u = b * c
    v = a + u
    return Steps(u=u, v=v, J=3 * v)
