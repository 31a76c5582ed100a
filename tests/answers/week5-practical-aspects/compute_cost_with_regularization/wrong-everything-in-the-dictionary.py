"""wrong: everything in the dictionary

named: biases-too
"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    return compute_cost(A3, Y) + lambd / 2 / Y.shape[1] * sum(np.sum(v ** 2) for v in parameters.values())
