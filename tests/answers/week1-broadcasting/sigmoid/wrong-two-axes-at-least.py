"""wrong: two axes at least"""

def squash(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid(x):
    return squash(np.atleast_2d(x))
