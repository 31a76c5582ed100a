"""right: recursion"""


def initialize_parameters_deep(layer_dims):
    *before, last = layer_dims
    if not before:
        return {}
    l = len(before)
    parameters = initialize_parameters_deep(before)
    parameters["W" + str(l)] = np.random.randn(last, before[-1]) / np.sqrt(before[-1])
    parameters["b" + str(l)] = np.zeros((last, 1))
    return parameters
