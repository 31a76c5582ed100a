"""right: own start, everything by hand"""

def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, m = X.shape
    n_y = Y.shape[0]
    rng = np.random.default_rng()
    W1, b1 = rng.normal(0, 0.01, (n_h, n_x)), np.zeros((n_h, 1))
    W2, b2 = rng.normal(0, 0.01, (n_y, n_h)), np.zeros((n_y, 1))
    for i in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        if print_cost and i % 1000 == 0:
            print(i, -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)))
        dZ2 = A2 - Y
        dZ1 = (W2.T @ dZ2) * (1 - A1**2)
        dW2, db2 = dZ2 @ A1.T / m, dZ2.mean(axis=1, keepdims=True)
        dW1, db1 = dZ1 @ X.T / m, dZ1.mean(axis=1, keepdims=True)
        W1, b1 = W1 - 1.2 * dW1, b1 - 1.2 * db1
        W2, b2 = W2 - 1.2 * dW2, b2 - 1.2 * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
