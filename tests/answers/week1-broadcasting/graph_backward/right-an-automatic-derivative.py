"""right: an automatic derivative"""


class Number:
    def __init__(self, value, parents=()):
        self.value, self.parents, self.slope = value, parents, 0.0

    def __add__(self, other):
        return Number(self.value + other.value, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        return Number(self.value * other.value, [(self, other.value), (other, self.value)])

    def back(self, slope=1.0):
        self.slope += slope
        for parent, local in self.parents:
            parent.back(slope * local)


def graph_backward(a, b, c):
    a, b, c = Number(a), Number(b), Number(c)
    u = b * c
    v = a + u
    J = Number(3.0) * v
    J.back()
    return {"da": a.slope, "db": b.slope, "dc": c.slope, "du": u.slope, "dv": v.slope}
