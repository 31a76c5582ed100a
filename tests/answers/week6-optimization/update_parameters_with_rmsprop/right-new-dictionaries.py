"""right: new dictionaries"""


def update_parameters_with_rmsprop(parameters, grads, s, beta=0.9, learning_rate=0.01, epsilon=1e-8):
    new = {k: beta * s[k] + (1 - beta) * grads[k] ** 2 for k in s}
    steps = {k: grads[k] * (new[k] ** 0.5 + epsilon) ** -1 for k in grads}
    return {k: v - learning_rate * steps["d" + k] for k, v in parameters.items()}, new
