"""wrong: given start, as many outputs as inputs"""

def two_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    n_x, n_h, n_y = layers_dims
    p = initialize_parameters(n_x, n_h, n_x)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, p)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        p = update_parameters(p, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("Cost after iteration %i: %f" % (i, cost))
    return p, costs
