"""right: einsum"""


def L2(yhat, y):
    d = y - yhat
    return np.einsum("i,i->", d, d)
