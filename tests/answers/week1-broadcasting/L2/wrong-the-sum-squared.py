"""wrong: the sum squared"""


def L2(yhat, y):
    return np.sum(yhat - y) ** 2
