"""right: a named tuple"""


from collections import namedtuple

Start = namedtuple("Start", ["w", "b"])


def initialize_with_zeros(dim):
    return Start(np.zeros((dim, 1)), 0.0)
