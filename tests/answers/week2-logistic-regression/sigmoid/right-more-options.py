"""right: more options"""

def sigmoid(x, derivative=False, *, scale=1.0):
    s = 1 / (1 + np.exp(-x * scale))
    return s * (1 - s) if derivative else s
