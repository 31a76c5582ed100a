"""right: tensordot and a named tuple"""


from collections import namedtuple

LinearCache = namedtuple("LinearCache", ["A", "W", "b"])


def linear_forward(A, W, b):
    return np.add(np.tensordot(W, A, axes=1), b), LinearCache(A, W, b)
