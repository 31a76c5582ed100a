"""right: asserts one output"""


def compute_cost(A2, Y):
    assert A2.shape == Y.shape == (1, Y.size)
    m = Y.shape[1]
    return -(np.log(A2) @ Y.T + np.log(1 - A2) @ (1 - Y).T).item() / m
