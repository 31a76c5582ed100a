"""right: absolute difference"""


def compute_cost(AL, Y):
    return -np.log(1 - np.abs(Y - AL)).mean()
