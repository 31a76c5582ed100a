"""wrong: unchanged"""

def update_parameters(parameters, grads, learning_rate):
    return parameters
