"""right: logaddexp"""


def sigmoid(x):
    return np.exp(-np.logaddexp(0.0, -np.asarray(x)))
