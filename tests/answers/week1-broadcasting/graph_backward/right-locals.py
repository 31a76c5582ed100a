"""right: locals"""


def graph_backward(a, b, c):
    dv = 3.0
    da, du = dv, dv
    db, dc = du * c, du * b
    found = locals()
    return {name: found[name] for name in ("da", "db", "dc", "du", "dv")}
