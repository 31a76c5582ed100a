"""wrong: A2 and Y exchanged"""


def compute_cost(A2, Y):
    return -np.mean(A2 * np.log(Y + 1e-8) + (1 - A2) * np.log(1 - Y + 1e-8))
