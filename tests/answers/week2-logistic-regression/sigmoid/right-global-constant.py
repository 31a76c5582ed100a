"""right: global constant"""


ONE = np.float64(1)


def sigmoid(z):
    return ONE / (ONE + np.exp(-z))
