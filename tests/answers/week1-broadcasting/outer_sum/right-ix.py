"""right: ix_"""


def outer_sum(u, v):
    rows, columns = np.ix_(u, v)
    return rows + columns
