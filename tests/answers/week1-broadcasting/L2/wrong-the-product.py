"""wrong: the product"""

def L2(yhat, y):
    return np.sum(yhat * y)
