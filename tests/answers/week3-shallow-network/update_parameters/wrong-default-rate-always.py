"""wrong: default rate always"""


def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - 1.2 * grads["d" + k] for k, v in parameters.items()}
