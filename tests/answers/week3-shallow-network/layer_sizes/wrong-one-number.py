"""wrong: one number"""

def layer_sizes(X, Y):
    return X.shape[0] + Y.shape[0]
