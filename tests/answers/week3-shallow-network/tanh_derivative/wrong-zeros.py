"""wrong: zeros"""

def tanh_derivative(z):
    return np.zeros_like(z)
