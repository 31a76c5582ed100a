"""right: map and reduce"""


from functools import reduce


def L1(yhat, y):
    return reduce(lambda total, pair: total + abs(pair[0] - pair[1]), zip(yhat, y), 0.0)
