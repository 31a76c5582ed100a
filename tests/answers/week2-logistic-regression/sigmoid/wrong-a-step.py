"""wrong: a step"""

def sigmoid(z):
    return np.heaviside(z, 0.5)
