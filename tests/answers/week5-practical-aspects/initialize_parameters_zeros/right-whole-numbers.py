"""right: whole numbers"""

def initialize_parameters_zeros(layers_dims):
    p = dict()
    for l in range(len(layers_dims) - 1):
        p["W%d" % (l + 1)] = np.full((layers_dims[l + 1], layers_dims[l]), 0)
        p["b%d" % (l + 1)] = np.full((layers_dims[l + 1], 1), 0)
    return p
