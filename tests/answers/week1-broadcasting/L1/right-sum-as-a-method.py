"""right: sum as a method"""

def L1(yhat, y):
    return np.abs(y - yhat).sum()
