"""right: transposed"""

def standardize_columns(X):
    return ((X.T - X.T.mean(1, keepdims=True)) / X.T.std(1, keepdims=True)).T
