"""wrong: weights alone"""


def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v - learning_rate * grads["d" + k] if k[0] == "W" else v for k, v in parameters.items()}
