"""right: named operations"""

def sigmoid(x):
    e = np.exp(np.negative(x))
    return np.divide(1.0, np.add(1.0, e))
