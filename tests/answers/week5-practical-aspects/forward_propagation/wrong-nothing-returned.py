"""wrong: nothing returned"""

def forward_propagation(x, theta):
    J = theta * x
