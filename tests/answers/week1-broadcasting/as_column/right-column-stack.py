"""right: column_stack"""


def as_column(a):
    return np.column_stack([a.ravel()])
