"""right: a helper for a layer"""


def layer(inputs, units):
    return np.random.normal(0.0, 0.01, (units, inputs)), np.zeros((units, 1))


def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters["W1"], parameters["b1"] = layer(n_x, n_h)
    parameters["W2"], parameters["b2"] = layer(n_h, n_y)
    return parameters
