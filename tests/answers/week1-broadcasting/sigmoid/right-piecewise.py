"""right: piecewise"""

def sigmoid(x):
    x = np.asarray(x, float)
    pieces = [lambda t: 1 / (1 + np.exp(-t)), lambda t: np.exp(t) / (1 + np.exp(t))]
    return np.piecewise(x, [x >= 0, x < 0], pieces)
