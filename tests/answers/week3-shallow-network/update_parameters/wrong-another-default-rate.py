"""wrong: another default rate"""


def update_parameters(parameters, grads, learning_rate=0.01):
    new = {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}
    return new
