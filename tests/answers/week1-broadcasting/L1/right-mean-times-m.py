"""right: mean times m"""


def L1(yhat, y):
    return float(np.mean(np.abs(yhat - y)) * y.size)
