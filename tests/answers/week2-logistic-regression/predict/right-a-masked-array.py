"""right: a masked array"""


def predict(w, b, X):
    return np.ma.masked_less(sigmoid(w.T @ X + b), -1).round()
