"""right: power of the base"""


def sigmoid(z):
    return 1.0 / (1.0 + np.power(np.e, -z))
