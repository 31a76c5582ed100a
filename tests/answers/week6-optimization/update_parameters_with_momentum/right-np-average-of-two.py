"""right: np average of two"""

def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    import copy
    p, w = copy.deepcopy(parameters), copy.deepcopy(v)
    for k in p:
        w["d" + k] = np.average([v["d" + k], grads["d" + k]], axis=0, weights=[beta, 1 - beta])
        p[k] = p[k] - np.dot(learning_rate, w["d" + k])
    return p, w
