"""right: dot"""

def L2(yhat, y):
    return np.dot(yhat - y, yhat - y)
