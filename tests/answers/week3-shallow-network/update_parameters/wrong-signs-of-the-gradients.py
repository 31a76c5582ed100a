"""wrong: signs of the gradients"""

def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * np.sign(grads['d' + k]) for k in parameters}
