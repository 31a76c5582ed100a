"""right: a counter"""


from collections import Counter


def graph_backward(a, b, c):
    return Counter(da=3, db=3 * c, dc=3 * b, du=3, dv=3)
