"""wrong: theta

named: theta
"""

def backward_propagation(x, theta):
    return theta
