"""wrong: the corrected values stored back

named: corrected-kept
"""


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                beta1=0.9, beta2=0.999, epsilon=1e-8):
    for k in parameters:
        v["d" + k] = (beta1 * v["d" + k] + (1 - beta1) * grads["d" + k]) / (1 - beta1 ** t)
        s["d" + k] = (beta2 * s["d" + k] + (1 - beta2) * grads["d" + k] ** 2) / (1 - beta2 ** t)
        parameters[k] = parameters[k] - learning_rate * v["d" + k] / (np.sqrt(s["d" + k]) + epsilon)
    return parameters, v, s
