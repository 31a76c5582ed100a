"""right: c_"""


def as_column(a):
    return np.c_[a.ravel()]
