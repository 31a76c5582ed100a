"""right: the template"""


def L1(yhat, y):
    loss = np.sum(abs(yhat - y))
    return loss
