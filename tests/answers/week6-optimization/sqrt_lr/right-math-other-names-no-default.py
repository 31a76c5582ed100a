"""right: math, other names, no default"""


import math


def sqrt_lr(alpha0, t, constant):
    return constant / math.sqrt(t) * alpha0
