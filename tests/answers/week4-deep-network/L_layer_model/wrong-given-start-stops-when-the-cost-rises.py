"""wrong: given start, stops when the cost rises"""

def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    p = initialize_parameters_deep(layers_dims)
    before = 99.0
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, p)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches)
        if cost > before:
            break
        before = cost
        p = update_parameters(p, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("Cost after iteration %i: %f" % (i, cost))
    return p, costs
