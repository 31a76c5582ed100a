"""wrong: one output always"""


def layer_sizes(X, Y):
    return X.shape[0], 4, 1
