"""right: kept dimension"""

def L1(yhat, y):
    return np.sum(np.absolute(yhat - y), keepdims=True)
