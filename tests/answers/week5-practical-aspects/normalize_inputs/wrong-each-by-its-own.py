"""wrong: each by its own"""

def normalize_inputs(X_train, X_test):
    def norm(X):
        s = X.std(1, keepdims=True)
        return (X - X.mean(1, keepdims=True)) / np.where(s == 0, 1, s)
    return norm(X_train), norm(X_test)
