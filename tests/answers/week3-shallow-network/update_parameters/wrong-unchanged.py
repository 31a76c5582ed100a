"""wrong: unchanged"""

def update_parameters(parameters, grads, learning_rate=1.2):
    return parameters
