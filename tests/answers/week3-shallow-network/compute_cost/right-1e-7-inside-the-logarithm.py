"""right: 1e-7 inside the logarithm"""


def compute_cost(A2, Y):
    return -np.mean(Y * np.log(A2 + 1e-7) + (1 - Y) * np.log(1 - A2 + 1e-7))
