"""wrong: above a half"""

def relu_derivative(z):
    return (z > 0.5) * 1.0
