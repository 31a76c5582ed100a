"""right: numpy"""

def basic_sigmoid(x):
    return 1 / (1 + np.exp(-x))
