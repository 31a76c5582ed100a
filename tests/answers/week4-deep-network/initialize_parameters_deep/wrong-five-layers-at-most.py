"""wrong: five layers at most"""

def initialize_parameters_deep(dims):
    return {k: v for l in range(1, min(len(dims), 6)) for k, v in
            {f'W{l}': np.random.randn(dims[l], dims[l-1]) / dims[l-1] ** 0.5,
             f'b{l}': np.zeros((dims[l], 1))}.items()}
