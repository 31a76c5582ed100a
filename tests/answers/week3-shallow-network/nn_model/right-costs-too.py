"""right: costs too"""

def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    n_x, n_y = X.shape[0], Y.shape[0]
    p = initialize_parameters(n_x, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        costs.append(compute_cost(A2, Y))
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate=1.2)
    return p, costs
