"""right: a list of two"""


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    out, w = dict(parameters), {}
    for l in range(1, len(parameters) // 2 + 1):
        for n in (f"W{l}", f"b{l}"):
            w["d" + n] = v["d" + n] + (1 - beta) * (grads["d" + n] - v["d" + n])
            out[n] = np.subtract(out[n], np.multiply(learning_rate, w["d" + n]))
    return [out, w]
