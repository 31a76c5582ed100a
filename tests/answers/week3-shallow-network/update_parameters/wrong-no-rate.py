"""wrong: no rate"""


def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - grads["d" + k] for k, v in parameters.items()}
