"""right: 0-d"""

def backward_propagation(x, theta):
    return np.asarray(x, dtype=float)
