"""right: glorot normal"""

def initialize_parameters_xavier(layers_dims):
    rng, p = np.random.default_rng(), {}
    for l in range(1, len(layers_dims)):
        fan_in, fan_out = layers_dims[l - 1], layers_dims[l]
        p["W" + str(l)] = rng.normal(scale=(2.0 / (fan_in + fan_out)) ** 0.5, size=(fan_out, fan_in))
        p["b" + str(l)] = np.zeros((fan_out, 1))
    return p
