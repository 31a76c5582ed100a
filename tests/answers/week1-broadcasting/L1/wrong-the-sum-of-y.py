"""wrong: the sum of y"""

def L1(yhat, y):
    return np.sum(y)
