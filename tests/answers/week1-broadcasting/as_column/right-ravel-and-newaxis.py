"""right: ravel and newaxis"""

def as_column(a):
    return np.ravel(a)[:, np.newaxis]
