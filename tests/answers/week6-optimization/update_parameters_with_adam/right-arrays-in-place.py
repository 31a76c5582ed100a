"""right: arrays in place"""


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                beta1=0.9, beta2=0.999, epsilon=1e-8):
    for name, value in parameters.items():
        g, m, q = (table["d" + name] for table in (grads, v, s))
        m *= beta1
        m += (1 - beta1) * g
        q *= beta2
        q += (1 - beta2) * np.square(g)
        value -= learning_rate * (m / (1 - beta1 ** t)) / (np.sqrt(q / (1 - beta2 ** t)) + epsilon)
    return parameters, v, s
