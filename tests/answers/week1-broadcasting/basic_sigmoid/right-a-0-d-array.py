"""right: a 0-d array"""


def basic_sigmoid(x):
    return np.array(1 / (1 + math.exp(-x)))
