"""wrong: a table alone"""

def squash(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid(x):
    if isinstance(x, float):
        return squash(x)
    n, m = x.shape
    return squash(x).reshape(n, m)
