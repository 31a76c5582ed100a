"""wrong: positive"""

def forward_propagation(x, theta):
    return abs(theta * x)
