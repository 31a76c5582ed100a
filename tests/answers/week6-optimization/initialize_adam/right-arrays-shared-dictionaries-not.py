"""right: arrays shared, dictionaries not"""


def initialize_adam(parameters):
    v, s = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        v[f"dW{l}"] = s[f"dW{l}"] = np.zeros_like(parameters[f"W{l}"])
        v[f"db{l}"] = s[f"db{l}"] = np.zeros_like(parameters[f"b{l}"])
    return v, s
