"""right: remembered"""


from functools import lru_cache


@lru_cache(maxsize=None)
def basic_sigmoid(x):
    return 1 / (1 + math.exp(-x))
