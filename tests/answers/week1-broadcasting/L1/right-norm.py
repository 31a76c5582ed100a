"""right: norm"""

def L1(yhat, y):
    return np.linalg.norm(yhat - y, 1)
