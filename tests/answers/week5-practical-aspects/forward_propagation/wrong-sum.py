"""wrong: sum

named: sum
"""

def forward_propagation(x, theta):
    return theta + x
