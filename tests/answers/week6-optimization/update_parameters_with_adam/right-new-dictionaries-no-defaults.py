"""right: new dictionaries, no defaults"""


def update_parameters_with_adam(p, g, v, s, t, lr, b1, b2, eps):
    v = {k: b1 * v[k] + (1 - b1) * g[k] for k in g}
    s = {k: b2 * s[k] + (1 - b2) * g[k] ** 2 for k in g}
    vc = {k: x / (1 - b1 ** t) for k, x in v.items()}
    sc = {k: x / (1 - b2 ** t) for k, x in s.items()}
    p = {k: x - lr * vc["d" + k] / (sc["d" + k] ** 0.5 + eps) for k, x in p.items()}
    return [p, v, s, vc, sc]
