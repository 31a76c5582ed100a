"""wrong: changes its input"""


def sigmoid(x):
    x *= -1
    return 1 / (1 + np.exp(x))
