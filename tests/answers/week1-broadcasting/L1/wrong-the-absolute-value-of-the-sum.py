"""wrong: the absolute value of the sum"""


def L1(yhat, y):
    return abs(np.sum(yhat - y))
