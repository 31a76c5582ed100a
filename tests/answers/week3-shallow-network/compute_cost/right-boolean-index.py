"""right: boolean index"""


def compute_cost(A2, Y):
    ones = Y == 1
    return -(np.log(A2[ones]).sum() + np.log(1 - A2[~ones]).sum()) / Y.size
