"""wrong: clipped at 1e 3"""


def compute_cost(A2, Y):
    A2 = np.clip(A2, 1e-3, 1 - 1e-3)
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
