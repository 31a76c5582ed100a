"""wrong: rank 1"""


def matvec(A, v):
    return A @ v.ravel()
