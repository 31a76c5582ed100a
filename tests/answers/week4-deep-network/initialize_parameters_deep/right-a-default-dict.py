"""right: a default dict"""


from collections import defaultdict


def initialize_parameters_deep(layer_dims):
    parameters = defaultdict(list)
    for l, (n_in, n_out) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
        parameters["W" + str(l)] = np.random.randn(n_out, n_in) * (2.0 / n_in) ** 0.5
        parameters["b" + str(l)] = np.zeros((n_out, 1))
    return parameters
