"""right: a list"""

def layer_sizes(X, Y):
    n_x, m = X.shape
    return [n_x, 4, Y.shape[0]]
