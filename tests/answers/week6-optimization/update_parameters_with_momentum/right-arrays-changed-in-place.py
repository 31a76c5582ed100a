"""right: arrays changed in place"""


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    for name, value in parameters.items():
        velocity = v["d" + name]
        velocity *= beta
        velocity += (1 - beta) * grads["d" + name]
        value -= learning_rate * velocity
    return parameters, v
