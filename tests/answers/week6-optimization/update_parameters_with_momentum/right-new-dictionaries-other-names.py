"""right: new dictionaries, other names"""


def update_parameters_with_momentum(p, g, velocity, mu, alpha):
    new_v = {k: mu * velocity[k] + (1.0 - mu) * g[k] for k in velocity}
    return {k: p[k] - alpha * new_v["d" + k] for k in p}, new_v
