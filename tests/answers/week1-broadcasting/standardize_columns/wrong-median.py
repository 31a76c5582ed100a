"""wrong: median"""


def standardize_columns(X):
    return (X - np.median(X, axis=0)) / X.std(axis=0)
