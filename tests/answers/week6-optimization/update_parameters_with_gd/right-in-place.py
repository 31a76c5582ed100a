"""right: in place"""


def update_parameters_with_gd(parameters, grads, alpha):
    for name in parameters:
        parameters[name] -= alpha * grads["d" + name]
    return parameters
