"""right: a comprehension"""

def initialize_parameters_zeros(layers_dims):
    return {k: v for l, (p, n) in enumerate(zip(layers_dims, layers_dims[1:]), 1)
            for k, v in ((f"W{l}", np.zeros((n, p))), (f"b{l}", np.zeros((n, 1))))}
