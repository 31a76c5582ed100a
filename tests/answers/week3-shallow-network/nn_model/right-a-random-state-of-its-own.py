"""right: a random state of its own"""


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    random = np.random.RandomState(1)
    parameters = {
        "W1": random.randn(n_h, len(X)) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": random.randn(len(Y), n_h) * 0.01,
        "b2": np.zeros((len(Y), 1)),
    }
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), 1.2)
    return parameters
