"""right: the template"""


def L2(yhat, y):
    x = yhat - y
    loss = np.dot(x, x)
    return loss
