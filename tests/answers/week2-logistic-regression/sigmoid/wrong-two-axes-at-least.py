"""wrong: two axes at least"""

def sigmoid(z):
    return 1 / (1 + np.exp(-np.atleast_2d(z)))
