"""wrong: a straight line"""

def sigmoid(z):
    return np.clip(0.5 + z / 4, 0, 1)
