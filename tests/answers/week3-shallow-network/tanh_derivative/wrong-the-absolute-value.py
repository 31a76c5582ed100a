"""wrong: the absolute value"""

def tanh_derivative(z):
    return 1 - np.abs(np.tanh(z))
