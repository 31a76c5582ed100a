"""right: arrays in place"""


def update_parameters_with_rmsprop(parameters, grads, s, beta=0.9, learning_rate=0.01, epsilon=1e-8):
    for name, slope in grads.items():
        s[name] *= beta
        s[name] += (1 - beta) * np.power(slope, 2)
        parameters[name[1:]] -= learning_rate * np.divide(slope, np.sqrt(s[name]) + epsilon)
    return parameters, s
