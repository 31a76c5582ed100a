"""right: rows and columns apart"""


def initialize_velocity(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        v[f"dW{l}"] = np.zeros((W.shape[0], W.shape[1]))
        v[f"db{l}"] = np.zeros((b.shape[0], 1))
    return v
