"""wrong: the input"""

def standardize_columns(X):
    return X
