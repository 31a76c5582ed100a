"""right: length less one"""

def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layers_dims) - 1
    for l in range(1, L + 1):
        he = np.power(2 / layers_dims[l - 1], 0.5)
        parameters['W' + str(l)] = np.random.normal(0, he, (layers_dims[l], layers_dims[l-1]))
        parameters['b' + str(l)] = np.zeros(shape=(layers_dims[l], 1))
    return parameters
