"""right: newaxis by rank"""


def as_column(a):
    a = np.asarray(a)
    if a.ndim == 1:
        return a[:, np.newaxis]
    if a.shape[0] == 1:
        return a.T
    return a
