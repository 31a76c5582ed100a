"""right: flat vectors"""

def compute_cost_with_regularization(A3, Y, parameters, lambd):
    w = np.concatenate([v.ravel() for k, v in parameters.items() if k.startswith("W")])
    losses = np.where(Y, -np.log(A3), -np.log1p(-A3))
    return float(losses.mean() + lambd * (w @ w) / (2 * Y.size))
