"""right: from math import exp"""


from math import exp


def basic_sigmoid(x, verbose=False):
    s = 1 / (1 + exp(-x))
    if verbose:
        print(f"sigmoid({x}) = {s:.3f}")
    return s
