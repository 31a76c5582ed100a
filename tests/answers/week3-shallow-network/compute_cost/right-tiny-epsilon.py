"""right: tiny epsilon"""


def compute_cost(A2, Y, epsilon=1e-15):
    m = np.shape(Y)[1]
    A2 = np.clip(A2, epsilon, 1 - epsilon)
    return (-1 / m) * np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
