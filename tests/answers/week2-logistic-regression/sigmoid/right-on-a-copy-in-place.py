"""right: on a copy, in place"""

def sigmoid(z):
    s = np.array(z, dtype=float)
    s *= -1
    np.exp(s, out=s)
    s += 1
    return 1 / s
