"""right: over the gradients"""


def update_parameters(parameters, grads, learning_rate):
    return {
        name[1:]: parameters[name[1:]] - learning_rate * slope
        for name, slope in grads.items()
        if name[1:] in parameters
    }
