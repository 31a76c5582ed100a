"""wrong: by the variance"""


def standardize_columns(X):
    return (X - X.mean(axis=0)) / X.var(axis=0)
