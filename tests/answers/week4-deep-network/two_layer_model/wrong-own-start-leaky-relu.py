"""wrong: own start, leaky ReLU"""

def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    L, m, costs = len(layers_dims) - 1, X.shape[1], []
    rng = np.random.default_rng()
    W = [None] + [rng.normal(size=(layers_dims[l], layers_dims[l - 1])) * (2 / layers_dims[l - 1]) ** 0.5 for l in range(1, L + 1)]
    b = [None] + [np.zeros((layers_dims[l], 1)) for l in range(1, L + 1)]
    for i in range(num_iterations):
        A = [X]
        for l in range(1, L + 1):
            Z = W[l] @ A[-1] + b[l]
            A.append(np.where(Z > 0, Z, 0.01 * Z) if l < L else 1 / (1 + np.exp(-Z)))
        if i % 100 == 0:
            costs.append(float(-np.mean(np.log(np.where(Y == 1, A[L], 1 - A[L])))))
            if print_cost:
                print(i, costs[-1])
        dZ = A[L] - Y
        for l in range(L, 0, -1):
            dW, db = dZ @ A[l - 1].T / m, dZ.sum(axis=1, keepdims=True) / m
            if l > 1:
                dZ = (W[l].T @ dZ) * np.where(A[l - 1] > 0, 1, 0.01)
            W[l] = W[l] - learning_rate * dW
            b[l] = b[l] - learning_rate * db
    parameters = {}
    for l in range(1, L + 1):
        parameters["W" + str(l)], parameters["b" + str(l)] = W[l], b[l]
    return parameters, costs
