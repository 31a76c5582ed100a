"""wrong: rate divided"""


def update_parameters(parameters, grads, learning_rate):
    return {k: v - grads["d" + k] / learning_rate for k, v in parameters.items()}
