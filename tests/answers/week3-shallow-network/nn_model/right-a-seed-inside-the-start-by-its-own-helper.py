"""right: a seed inside the start, by its own helper"""


def start(n_x, n_h, n_y):
    np.random.seed(2)
    return {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
            "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}


def step(parameters, X, Y):
    _, cache = forward_propagation(X, parameters)
    return update_parameters(parameters, backward_propagation(parameters, cache, X, Y))


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    from functools import reduce

    return reduce(lambda p, _: step(p, X, Y), range(num_iterations), start(X.shape[0], n_h, Y.shape[0]))
