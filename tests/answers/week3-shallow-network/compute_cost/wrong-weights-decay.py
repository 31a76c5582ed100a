"""wrong: weights decay"""


def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) + 0.01 * np.sum(parameters["W1"] ** 2)
