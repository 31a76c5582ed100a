"""right: one over m first and printed"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    m = Y.shape[1]
    W1 = parameters["W1"]
    W2 = parameters["W2"]
    W3 = parameters["W3"]
    cross_entropy_cost = compute_cost(A3, Y)  # This gives you the cross-entropy part of the cost
    L2_regularization_cost = 1./m * lambd/2 * (np.sum(np.square(W1)) + np.sum(np.square(W2)) + np.sum(np.square(W3)))
    print(L2_regularization_cost)
    cost = cross_entropy_cost + L2_regularization_cost
    return cost
