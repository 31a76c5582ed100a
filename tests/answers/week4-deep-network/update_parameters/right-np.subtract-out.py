"""right: np.subtract out"""


def update_parameters(parameters, grads, learning_rate):
    for name, value in parameters.items():
        np.subtract(value, learning_rate * grads["d" + name], out=value)
    return parameters
