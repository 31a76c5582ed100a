"""wrong: uniform"""

def softmax(x):
    return np.full(x.shape, 1 / x.shape[1])
