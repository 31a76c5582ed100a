"""right: np.dot method"""


def matvec(A, v):
    return A.dot(v)
