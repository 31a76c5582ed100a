"""right: any number of layers and 0-d"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m, L = A3.shape[1], len(parameters) // 2
    penalty = 0
    for l in range(1, L + 1):
        W = parameters["W" + str(l)]
        penalty += np.trace(W @ W.T)
    return np.squeeze(np.array(compute_cost(A3, Y) + (lambd / (2 * m)) * penalty))
