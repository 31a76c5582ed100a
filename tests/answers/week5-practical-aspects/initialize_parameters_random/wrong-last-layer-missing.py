"""wrong: last layer missing"""

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    return {k: v for l in range(1, len(layers_dims) - 1) for k, v in
            {f"W{l}": np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10, f"b{l}": np.zeros((layers_dims[l], 1))}.items()}
