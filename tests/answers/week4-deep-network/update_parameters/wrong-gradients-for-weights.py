"""wrong: gradients for weights"""


def update_parameters(parameters, grads, learning_rate):
    return {k: grads["d" + k] - learning_rate * v for k, v in parameters.items()}
