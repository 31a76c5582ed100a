"""right: he"""

def initialize_parameters_deep(layer_dims):
    rng = np.random.default_rng()
    pairs = zip(layer_dims[:-1], layer_dims[1:])
    parameters = {}
    for l, (before, here) in enumerate(pairs, 1):
        parameters |= {f"W{l}": rng.normal(0, (2 / before) ** 0.5, (here, before))}
        parameters |= {f"b{l}": 0 * rng.normal(size=(here, 1))}
    return parameters
