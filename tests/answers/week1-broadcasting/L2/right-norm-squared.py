"""right: norm squared"""

def L2(yhat, y):
    return np.linalg.norm(y - yhat) ** 2
