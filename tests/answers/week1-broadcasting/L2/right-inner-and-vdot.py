"""right: inner and vdot"""


def L2(yhat, y):
    return np.vdot(y - yhat, y - yhat)
