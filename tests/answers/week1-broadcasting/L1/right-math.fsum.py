"""right: math.fsum"""


def L1(yhat, y):
    return math.fsum(np.abs(np.subtract(yhat, y)))
