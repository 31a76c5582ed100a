"""wrong: zeros"""


def initialize_parameters_deep(layer_dims):
    p = {}
    for l in range(1, len(layer_dims)):
        p[f"W{l}"] = np.zeros((layer_dims[l], layer_dims[l - 1]))
        p[f"b{l}"] = np.zeros((layer_dims[l], 1))
    return p
