"""right: matmul"""


def matvec(A, v):
    u = np.matmul(A, v)
    assert u.shape == (A.shape[0], 1)
    return u
