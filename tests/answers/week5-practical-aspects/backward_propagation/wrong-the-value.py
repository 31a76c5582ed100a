"""wrong: the value

named: value
"""

def backward_propagation(x, theta):
    return theta * x
