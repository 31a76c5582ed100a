"""right: floats"""


def graph_forward(a: float, b: float, c: float) -> tuple[float, float, float]:
    u = float(b) * float(c)
    v = float(a) + u
    J = v + v + v
    return (u, v, J)
