"""right: the template"""


def graph_backward(a, b, c):
    dv = 3
    da = dv * 1
    du = dv * 1
    db = du * c
    dc = du * b
    return {"da": da, "db": db, "dc": dc, "du": du, "dv": dv}
