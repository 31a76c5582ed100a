"""right: own start, method of a module generator"""

draw = np.random.default_rng(8).normal


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    p = {}
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        p["W" + str(l)] = draw(size=shape) * 0.01
        p["b" + str(l)] = np.zeros((layers_dims[l], 1))
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
