"""right: a start of its own"""

def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    rng = np.random.default_rng()
    n_x, n_h, n_y = layers_dims
    W1, b1 = rng.normal(size=(n_h, n_x)) / np.sqrt(n_x), np.zeros((n_h, 1))
    W2, b2 = rng.normal(size=(n_y, n_h)) / np.sqrt(n_h), np.zeros((n_y, 1))
    costs, m = [], X.shape[1]
    for i in range(num_iterations):
        Z1 = W1 @ X + b1
        A1 = np.maximum(Z1, 0)
        A2 = sigmoid(W2 @ A1 + b2)
        if i % 100 == 0:
            costs.append(compute_cost(A2, Y))
        dZ2 = (A2 - Y) / m
        dZ1 = (W2.T @ dZ2) * (Z1 > 0)
        W2, b2 = W2 - learning_rate * dZ2 @ A1.T, b2 - learning_rate * dZ2.sum(1, keepdims=True)
        W1, b1 = W1 - learning_rate * dZ1 @ X.T, b1 - learning_rate * dZ1.sum(1, keepdims=True)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, costs
