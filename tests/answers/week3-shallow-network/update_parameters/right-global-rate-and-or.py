"""right: global rate and or"""


RATE = 1.2


def update_parameters(parameters, grads, learning_rate=None):
    learning_rate = RATE if learning_rate is None else learning_rate
    return {k: v + -learning_rate * grads["d" + k] for k, v in parameters.items()}
