"""right: clipped"""


def sigmoid(x):
    x = np.clip(x, -709, 709)
    return 1.0 / (1.0 + np.exp(-x))
