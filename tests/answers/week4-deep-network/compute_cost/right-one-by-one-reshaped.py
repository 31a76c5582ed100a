"""right: one by one, reshaped"""


def compute_cost(AL, Y, epsilon=1e-15):
    m = AL.shape[-1]
    AL = np.minimum(np.maximum(AL, epsilon), 1 - epsilon)
    return np.reshape(-(np.inner(Y, np.log(AL)) + np.inner(1 - Y, np.log(1 - AL))) / m, (1, 1))
