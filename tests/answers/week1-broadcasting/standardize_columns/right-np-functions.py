"""right: np functions"""


def standardize_columns(X):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    return np.divide(np.subtract(X, mu), sigma)
