"""right: a power of e"""

def sigmoid(z):
    return (1 + np.e ** (-z)) ** -1
