"""wrong: own start, nothing returned"""

def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters, costs = {}, []
    for l in range(1, len(layers_dims)):
        shape = (layers_dims[l], layers_dims[l - 1])
        parameters[f"W{l}"] = np.random.randn(*shape) / np.sqrt(shape[1])
        parameters[f"b{l}"] = np.zeros((shape[0], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        costs.extend([compute_cost(AL, Y)] * (i % 100 == 0))
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return None
