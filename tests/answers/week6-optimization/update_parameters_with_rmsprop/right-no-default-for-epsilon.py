"""right: no default for epsilon"""


def update_parameters_with_rmsprop(p, g, s, beta, lr, eps):
    for k in p:
        s["d" + k] = beta * s["d" + k] + (1 - beta) * g["d" + k] * g["d" + k]
        p[k] = p[k] - lr * g["d" + k] / (np.sqrt(s["d" + k]) + eps)
    return p, s
