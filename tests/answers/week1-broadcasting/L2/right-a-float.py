"""right: a float"""

def L2(yhat, y):
    return float(np.square(yhat - y).sum())
