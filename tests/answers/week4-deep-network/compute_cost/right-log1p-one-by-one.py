"""right: log1p one by one"""

def compute_cost(AL, Y):
    return (-Y @ np.log(AL).T - (1 - Y) @ np.log1p(-AL).T) / AL.shape[1]
