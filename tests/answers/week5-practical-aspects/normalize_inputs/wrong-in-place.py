"""wrong: in place

loses: form
says: changed its input
"""

def normalize_inputs(X_train, X_test):
    mu = X_train.mean(1, keepdims=True)
    sigma = X_train.std(1, keepdims=True)
    sigma[sigma == 0] = 1
    X_train -= mu
    X_train /= sigma
    X_test -= mu
    X_test /= sigma
    return X_train, X_test
