"""right: as in a library"""

def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    bc1, bc2 = 1 - beta1**t, 1 - beta2**t
    for k, g in grads.items():
        v[k] = beta1 * v[k] + (1 - beta1) * g
        s[k] = beta2 * s[k] + (1 - beta2) * g ** 2
        denom = np.sqrt(s[k]) / np.sqrt(bc2) + epsilon
        parameters[k[1:]] = parameters[k[1:]] - (learning_rate / bc1) * (v[k] / denom)
    return parameters, v, s
