"""wrong: for an array only"""

def sigmoid(z):
    return z.shape and 1 / (1 + np.exp(-z))
