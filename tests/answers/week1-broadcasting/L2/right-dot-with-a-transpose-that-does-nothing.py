"""right: dot with a transpose that does nothing"""

def L2(yhat, y):
    return np.dot(yhat - y, (yhat - y).T)
