"""right: own vectors and dictionaries"""

import copy

def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False):
    a, b = [], []
    for name, value in parameters.items():
        for at in np.ndindex(*value.shape):
            found = []
            for sign in (1, -1):
                p = copy.deepcopy(parameters)
                p[name][at] += sign * epsilon
                cost, _ = forward_propagation_n(X, Y, p)
                found.append(cost)
            a.append((found[0] - found[1]) / (2 * epsilon))
            b.append(gradients["d" + name][at])
    a, b = np.array(a), np.array(b)
    return float(np.sqrt(np.sum((a - b) ** 2)) / (np.sqrt(np.sum(a ** 2)) + np.sqrt(np.sum(b ** 2))))
