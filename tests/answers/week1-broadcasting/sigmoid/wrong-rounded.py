"""wrong: rounded"""

def squash(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid(x):
    return np.round(squash(x), 1)
