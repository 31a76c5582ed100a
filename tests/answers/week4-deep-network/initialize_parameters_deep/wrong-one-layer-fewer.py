"""wrong: one layer fewer"""


def initialize_parameters_deep(layer_dims):
    p = {}
    for l in range(1, len(layer_dims) - 1):
        p[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        p[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return p
