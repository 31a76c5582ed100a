"""wrong: weights decay"""

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: v * (1 - learning_rate) for k, v in parameters.items()}
