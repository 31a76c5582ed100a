"""wrong: a layer 0 too many"""


def initialize_parameters_deep(layer_dims):
    rng = np.random.default_rng(1)
    p = {}
    for k in range(len(layer_dims)):
        p[f"W{k}"] = rng.normal(size=(layer_dims[k], layer_dims[k - 1])) / np.sqrt(layer_dims[k - 1])
        p[f"b{k}"] = np.zeros((layer_dims[k], 1))
    return p
