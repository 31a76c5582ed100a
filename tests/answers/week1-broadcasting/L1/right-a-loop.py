"""right: a loop"""

def L1(yhat, y):
    total = 0
    for p, t in zip(yhat, y, strict=True):
        total += abs(p - t)
    return total
