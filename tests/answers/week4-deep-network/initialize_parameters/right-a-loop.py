"""right: a loop"""

def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    for i, (rows, columns) in enumerate([(n_h, n_x), (n_y, n_h)], 1):
        parameters["W" + str(i)] = np.random.standard_normal((rows, columns)) / 100
        parameters["b" + str(i)] = np.zeros(rows).reshape(-1, 1)
    return parameters
