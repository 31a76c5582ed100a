"""wrong: fixed rate"""


def update_parameters(parameters, grads, learning_rate):
    return {k: v - 0.0075 * grads["d" + k] for k, v in parameters.items()}
