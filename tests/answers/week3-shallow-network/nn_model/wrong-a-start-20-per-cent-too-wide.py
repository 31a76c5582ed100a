"""wrong: a start 20 per cent too wide"""


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    p = {"W1": np.random.randn(n_h, X.shape[0]) * 0.012, "b1": np.zeros((n_h, 1)),
         "W2": np.random.randn(1, n_h) * 0.012, "b2": np.zeros((1, 1))}
    costs = []
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(p, cache, X, Y)
        p = update_parameters(p, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return p
