"""right: everything wrapped"""

def compute_cost(A2, Y):
    return float(np.squeeze(-1 / Y.shape[1] * np.sum(np.multiply(np.log(A2 + 1e-12), Y) + np.multiply(np.log(1 - A2 + 1e-12), 1 - Y))))
