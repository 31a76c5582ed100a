"""right: a deep copy"""

def update_parameters(params, grads, learning_rate):
    import copy
    parameters = copy.deepcopy(params)
    for name, value in parameters.items():
        value += -learning_rate * grads[f"d{name}"]
    return parameters
