"""right: standard normal and float"""

def initialize_parameters_random(layers_dims):
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters['W' + str(l)] = np.random.standard_normal((layers_dims[l], layers_dims[l - 1])) * 10.
        parameters['b' + str(l)] = np.zeros([layers_dims[l], 1], dtype=float)
    return parameters
