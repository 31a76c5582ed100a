"""wrong: the last layer stays"""


def update_parameters(parameters, grads, learning_rate):
    new = dict(parameters)
    for l in range(1, len(parameters) // 2):
        for k in (f"W{l}", f"b{l}"):
            new[k] = parameters[k] - learning_rate * grads["d" + k]
    return new
