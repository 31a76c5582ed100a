"""right: epsilon added"""


def compute_cost(A2, Y):
    m, epsilon = Y.shape[1], 1e-12
    return -np.sum(Y * np.log(A2 + epsilon) + (1 - Y) * np.log(1 - A2 + epsilon)) / m
