"""wrong: ddof 1

named: sample-spread
"""

def normalize_inputs(X_train, X_test):
    mu = X_train.mean(1, keepdims=True)
    sigma = X_train.std(1, keepdims=True, ddof=1)
    sigma[sigma == 0] = 1
    return (X_train - mu) / sigma, (X_test - mu) / sigma
