"""right: signs"""


def predict(w, b, X):
    return (np.sign(w.T @ X + b) + 1) / 2
