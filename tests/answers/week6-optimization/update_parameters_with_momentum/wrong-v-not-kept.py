"""wrong: v not kept

named: v-not-kept
"""


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    for name in parameters:
        velocity = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        parameters[name] = parameters[name] - learning_rate * velocity
    return parameters, v
