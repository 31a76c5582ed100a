"""right: two factors"""

def tanh_derivative(z):
    a = np.tanh(z)
    return (1 - a) * (1 + a)
