"""right: costs an array"""

def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    parameters = initialize_parameters_deep(layers_dims)
    noted = np.zeros(0)
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        if not i % 100:
            noted = np.append(noted, compute_cost(AL, Y))
        grads = L_model_backward(AL, Y, caches)
        for name in list(parameters):
            parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return [parameters, noted]
