"""right: at sign, kept dimensions"""


def L2(yhat, y):
    d = (yhat - y).reshape(-1, 1)
    return d.T @ d
