"""right: by nudging"""

def backward_propagation(x, theta):
    return ((theta + 1) * x - (theta - 1) * x) / 2
