"""right: in a copy"""

def leaky_relu(z):
    out = np.array(z)
    out[out < 0] *= 0.01
    return out
