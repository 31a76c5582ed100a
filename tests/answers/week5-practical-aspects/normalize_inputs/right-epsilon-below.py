"""right: epsilon below"""

def normalize_inputs(X_train, X_test, eps=1e-8):
    mu = np.mean(X_train, axis=1, keepdims=True)
    var = np.mean((X_train - mu) ** 2, axis=1, keepdims=True)
    return (X_train - mu) / np.sqrt(var + eps * eps), (X_test - mu) / np.sqrt(var + eps * eps)
