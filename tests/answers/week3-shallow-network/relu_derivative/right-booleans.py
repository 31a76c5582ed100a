"""right: booleans"""

def relu_derivative(z):
    return z >= 0
