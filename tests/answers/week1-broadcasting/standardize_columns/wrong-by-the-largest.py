"""wrong: by the largest"""

def standardize_columns(X):
    return X / np.abs(X).max(0)
