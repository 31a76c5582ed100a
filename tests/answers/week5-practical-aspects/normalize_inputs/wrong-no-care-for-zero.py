"""wrong: no care for zero

named: no-spread
"""

def normalize_inputs(X_train, X_test):
    mu = X_train.mean(1, keepdims=True)
    sigma = X_train.std(1, keepdims=True)
    return (X_train - mu) / sigma, (X_test - mu) / sigma
