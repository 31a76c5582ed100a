"""wrong: sign

says: opposite
"""

def backward_propagation(x, theta):
    return -x
