"""wrong: five hidden"""

def layer_sizes(X, Y):
    return X.shape[0], 5, Y.shape[0]
