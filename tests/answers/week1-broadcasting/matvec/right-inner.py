"""right: inner"""


def matvec(A, v):
    return np.inner(A, v.T)
