"""right: a matrix"""


def as_column(a):
    return np.asmatrix(a.ravel()).T
