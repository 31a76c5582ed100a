"""right: norms"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    W1, W2, W3 = parameters["W1"], parameters["W2"], parameters["W3"]
    m = Y.shape[1]
    cross_entropy_cost = compute_cost(A3, Y)
    L2 = lambd / (2 * m) * sum(np.linalg.norm(W) ** 2 for W in (W1, W2, W3))
    return cross_entropy_cost + L2
