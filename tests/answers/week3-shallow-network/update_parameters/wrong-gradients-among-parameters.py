"""wrong: gradients among parameters"""


def update_parameters(parameters, grads, learning_rate=1.2):
    new = {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
    new |= grads
    return new
