"""wrong: shifted"""

def sigmoid(z):
    return 1 / (1 + np.exp(1 - z))
