"""right: the only row unpacked

alone
"""


def predict(w, b, X):
    row, = sigmoid(w.T @ X + b)
    return (row > 0.5)[np.newaxis, :] * 1
