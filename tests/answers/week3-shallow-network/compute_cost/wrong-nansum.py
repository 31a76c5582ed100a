"""wrong: nansum"""


def compute_cost(A2, Y):
    return -np.mean(np.log(A2 * Y + 1e-3))
