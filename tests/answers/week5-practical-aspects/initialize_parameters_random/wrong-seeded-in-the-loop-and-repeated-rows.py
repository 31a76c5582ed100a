"""wrong: seeded in the loop and repeated rows

says: repeat
"""

def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims)
    for l in range(1, L):
        parameters['W' + str(l)] = np.tile(np.random.randn(1, layers_dims[l - 1]), (layers_dims[l], 1)) * 10
        parameters['b' + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters
