"""wrong: shapes"""

def layer_sizes(X, Y):
    return X.shape, 4, Y.shape
