"""right: hyperbolic cosine"""

def sigmoid_derivative(x):
    return 0.25 / np.cosh(np.asarray(x) / 2) ** 2
