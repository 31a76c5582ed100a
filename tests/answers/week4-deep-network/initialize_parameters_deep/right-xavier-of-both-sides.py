"""right: xavier of both sides"""


def initialize_parameters_deep(layer_dims, seed=None):
    random = np.random.RandomState(seed)
    parameters = {}
    for l in range(1, len(layer_dims)):
        n_in, n_out = layer_dims[l - 1], layer_dims[l]
        parameters[f"W{l}"] = random.normal(0, np.sqrt(1 / n_in), size=(n_out, n_in))
        parameters[f"b{l}"] = np.zeros((n_out, 1))
    return parameters
