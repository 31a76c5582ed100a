"""wrong: filled into its like"""

def squash(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)


def sigmoid(x):
    """Right for floats; for integers the answer is cut to 0 and 1."""
    s = np.zeros_like(x)
    s[...] = squash(x)
    return s
