"""right: float"""

def forward_propagation(x, theta):
    J = float(x) * float(theta)
    return J
