"""right: multiply as an array"""

def forward_propagation(x, theta):
    return np.array([np.multiply(x, theta)])
