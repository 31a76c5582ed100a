"""right: a generator"""

def L2(yhat, y):
    return sum(((p - t) ** 2 for p, t in zip(yhat, y, strict=True)))
