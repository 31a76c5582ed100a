"""wrong: a loop"""

def tanh_derivative(z):
    out = np.empty_like(z)
    for i in np.ndindex(z.shape):
        out[i] = 1 - np.tanh(z[i]) ** 2
    return out
