"""right: xlogy"""


from scipy.special import xlog1py, xlogy


def compute_cost(A2, Y):
    return -np.average(xlogy(Y, A2) + xlog1py(1 - Y, -A2))
