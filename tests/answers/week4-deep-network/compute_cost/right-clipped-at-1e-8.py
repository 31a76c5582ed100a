"""right: clipped at 1e-8"""


def compute_cost(AL, Y):
    AL = np.clip(AL, 1e-8, 1 - 1e-8)
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
