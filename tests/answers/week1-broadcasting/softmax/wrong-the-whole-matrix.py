"""wrong: the whole matrix"""


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()
