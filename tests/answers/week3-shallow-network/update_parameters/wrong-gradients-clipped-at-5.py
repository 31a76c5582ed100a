"""wrong: gradients clipped at 5"""


def update_parameters(parameters, grads, learning_rate=1.2):
    new = {k: parameters[k] - learning_rate * np.clip(grads["d" + k], -5, 5) for k in parameters}
    return new
