"""wrong: gradients among the parameters"""


def update_parameters(parameters, grads, learning_rate):
    new = dict(grads)
    for k in parameters:
        new[k] = parameters[k] - learning_rate * grads["d" + k]
    return new
