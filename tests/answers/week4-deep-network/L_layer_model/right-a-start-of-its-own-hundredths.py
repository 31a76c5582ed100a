"""right: a start of its own, hundredths"""

def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    rng, parameters = np.random.default_rng(), {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = 0.01 * rng.normal(size=(layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    for i in range(num_iterations):
        AL, caches = L_model_forward(X, parameters)
        parameters = update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate)
    return parameters
