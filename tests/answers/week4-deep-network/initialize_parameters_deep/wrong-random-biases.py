"""wrong: random biases"""

def initialize_parameters_deep(dims):
    return {k: v for l in range(1, len(dims)) for k, v in
            {f'W{l}': np.random.randn(dims[l], dims[l-1]) * 0.1,
             f'b{l}': np.random.randn(dims[l], 1)}.items()}
