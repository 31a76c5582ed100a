"""right: a matrix times a matrix"""


def matvec(A, v):
    return np.matrix(A) * np.matrix(v)
