"""right: a random state"""


def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    random = np.random.RandomState(1)
    n_x, n_h, n_y = layers_dims
    p = {"W1": random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
         "W2": random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
    costs = []
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, p)
        if i % 100 == 0:
            costs.append(float(np.squeeze(compute_cost(AL, Y))))
        p = update_parameters(p, L_model_backward(AL, Y, caches), learning_rate)
    return p, costs
