"""right: one by one array"""


def compute_cost(A2, Y):
    m = Y.shape[1]
    return -(1.0 / m) * (Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T)
