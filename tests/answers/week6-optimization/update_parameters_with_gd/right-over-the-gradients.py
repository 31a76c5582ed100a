"""right: over the gradients"""


def update_parameters_with_gd(parameters, grads, learning_rate):
    return {name[1:]: parameters[name[1:]] - learning_rate * slope for name, slope in grads.items()}
