"""wrong: shifted"""

def leaky_relu(z):
    return np.maximum(0, z) + 0.01
