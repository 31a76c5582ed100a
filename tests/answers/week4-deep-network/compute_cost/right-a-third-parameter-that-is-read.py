"""right: a third parameter that is read"""


def compute_cost(AL, Y, parameters):
    L = len(parameters) // 2
    return -np.mean(Y * np.log(AL) + (1 - Y) * np.log(1 - AL))
