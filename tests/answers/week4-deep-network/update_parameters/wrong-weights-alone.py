"""wrong: weights alone"""


def update_parameters(parameters, grads, learning_rate):
    return {k: v - learning_rate * grads["d" + k] * (k[0] == "W") for k, v in parameters.items()}
