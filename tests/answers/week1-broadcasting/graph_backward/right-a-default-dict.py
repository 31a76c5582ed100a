"""right: a default dict"""


from collections import defaultdict


def graph_backward(a, b, c):
    d = defaultdict(float)
    d["dv"] += 3
    d["da"] += d["dv"]
    d["du"] += d["dv"]
    d["db"] += d["du"] * c
    d["dc"] += d["du"] * b
    return d
