"""right: everything in one function"""


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    m = X.shape[1]
    rng = np.random.default_rng(0)
    W1, b1 = rng.normal(0, 0.01, (n_h, X.shape[0])), np.zeros((n_h, 1))
    W2, b2 = rng.normal(0, 0.01, (Y.shape[0], n_h)), np.zeros((Y.shape[0], 1))
    for i in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        dZ2 = (A2 - Y) / m
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W2, b2 = W2 - 1.2 * dZ2 @ A1.T, b2 - 1.2 * dZ2.sum(axis=1, keepdims=True)
        W1, b1 = W1 - 1.2 * dZ1 @ X.T, b1 - 1.2 * dZ1.sum(axis=1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
