"""wrong: two axes at most"""

def squash(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid(x):
    x = np.asarray(x)
    return squash(x.reshape(len(x), -1) if x.ndim > 2 else x)
