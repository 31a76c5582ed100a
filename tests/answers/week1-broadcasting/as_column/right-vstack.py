"""right: vstack"""


def as_column(a):
    return np.vstack(a.ravel())
