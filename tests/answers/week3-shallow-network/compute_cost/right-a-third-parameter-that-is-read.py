"""right: a third parameter that is read"""


def compute_cost(A2, Y, parameters):
    W1 = parameters["W1"]  # not needed for anything
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))
