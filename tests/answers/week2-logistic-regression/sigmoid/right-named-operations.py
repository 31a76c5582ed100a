"""right: named operations"""

def sigmoid(z):
    return np.divide(1.0, np.add(1.0, np.exp(np.negative(z))))
