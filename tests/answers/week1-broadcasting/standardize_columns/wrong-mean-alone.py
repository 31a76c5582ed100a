"""wrong: mean alone"""


def standardize_columns(X):
    return X - X.mean(axis=0)
