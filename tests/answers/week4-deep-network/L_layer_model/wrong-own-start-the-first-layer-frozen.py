"""wrong: own start, the first layer frozen"""


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    costs = []
    r = np.random.default_rng(9); parameters = {}
    for k in range(1, len(layers_dims)):
        parameters[f'W{k}'] = r.normal(size=(layers_dims[k], layers_dims[k-1])) / np.sqrt(layers_dims[k-1]); parameters[f'b{k}'] = np.zeros((layers_dims[k], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        cost = compute_cost(AL, Y)
        grads = L_model_backward(AL, Y, caches); grads['dW1'] = 0 * grads['dW1']
        parameters = update_parameters(parameters, grads, learning_rate)
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {cost:.6f}")
    return parameters, costs
