"""wrong: counted from nought"""


def initialize_parameters_deep(layer_dims):
    p = {}
    for l in range(1, len(layer_dims)):
        p[f"W{l - 1}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) / np.sqrt(layer_dims[l - 1])
        p[f"b{l - 1}"] = np.zeros((layer_dims[l], 1))
    return p
