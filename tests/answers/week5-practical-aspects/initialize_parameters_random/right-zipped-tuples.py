"""right: zipped tuples"""

def initialize_parameters_random(layers_dims):
    dims = tuple(layers_dims)
    parameters = {}
    for l, (n_prev, n) in enumerate(zip(dims[:-1], dims[1:]), start=1):
        parameters.update({f"W{l}": 10 * np.random.randn(n, n_prev), f"b{l}": np.zeros((n, 1))})
    return parameters
