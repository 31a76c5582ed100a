"""wrong: own start, momentum"""

def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_y = X.shape[0], Y.shape[0]
    p = {"W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
         "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1))}
    v = {k: 0 for k in p}
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(p, cache, X, Y)
        v = {k: 0.9 * v[k] + 0.1 * grads["d" + k] for k in p}
        p = {k: p[k] - 1.2 * v[k] for k in p}
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return p
