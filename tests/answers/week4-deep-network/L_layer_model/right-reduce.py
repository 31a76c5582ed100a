"""right: reduce"""


from functools import reduce


def L_layer_model(X, Y, layers_dims, learning_rate=0.0075, num_iterations=3000, print_cost=False):
    def step(state, i):
        parameters, costs = state
        AL, caches = L_model_forward(X, parameters)
        kept = costs + [compute_cost(AL, Y)] if i % 100 == 0 else costs
        return update_parameters(parameters, L_model_backward(AL, Y, caches), learning_rate), kept

    return reduce(step, range(num_iterations), (initialize_parameters_deep(layers_dims), []))
