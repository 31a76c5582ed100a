"""right: a dataclass astuple"""


from dataclasses import astuple, dataclass


@dataclass
class Graph:
    u: float
    v: float
    J: float


def graph_forward(a, b, c):
    u = b * c
    return astuple(Graph(u, a + u, 3 * (a + u)))
