"""wrong: ones alone"""


def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2)) / Y.shape[1]
