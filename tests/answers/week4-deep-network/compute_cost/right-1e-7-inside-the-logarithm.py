"""right: 1e-7 inside the logarithm"""


def compute_cost(AL, Y):
    return -np.mean(Y * np.log(AL + 1e-7) + (1 - Y) * np.log(1 - AL + 1e-7))
