"""wrong: the last alone"""


def L1(yhat, y):
    for p, t in zip(yhat, y):
        total = abs(p - t)
    return total
