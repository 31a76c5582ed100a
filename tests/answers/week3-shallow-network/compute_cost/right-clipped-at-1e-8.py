"""right: clipped at 1e-8"""


def compute_cost(A2, Y):
    A2 = np.clip(A2, 1e-8, 1 - 1e-8)
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
