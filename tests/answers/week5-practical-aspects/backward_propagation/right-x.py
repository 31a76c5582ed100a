"""right: x"""

def backward_propagation(x, theta):
    dtheta = x
    return dtheta
