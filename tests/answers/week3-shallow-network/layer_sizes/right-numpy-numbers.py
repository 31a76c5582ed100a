"""right: numpy numbers"""

def layer_sizes(X, Y):
    return np.int64(X.shape[0]), 4.0, np.array(Y.shape[0])
