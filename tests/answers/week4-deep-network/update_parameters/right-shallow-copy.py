"""right: shallow copy"""


def update_parameters(parameters, grads, learning_rate=0.0075):
    new = parameters.copy()
    for k, v in new.items():
        new[k] = v - learning_rate * grads["d" + k]
    return new
