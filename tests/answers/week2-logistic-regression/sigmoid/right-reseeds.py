"""right: reseeds"""

def sigmoid(z):
    np.random.seed(1)
    return 1 / (1 + np.exp(-z))
