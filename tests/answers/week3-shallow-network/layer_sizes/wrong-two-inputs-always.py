"""wrong: two inputs always"""


def layer_sizes(X, Y):
    return 2, 4, Y.shape[0]
