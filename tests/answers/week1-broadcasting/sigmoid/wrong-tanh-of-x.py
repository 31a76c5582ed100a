"""wrong: tanh of x"""


def sigmoid(x):
    return (1 + np.tanh(x)) / 2
