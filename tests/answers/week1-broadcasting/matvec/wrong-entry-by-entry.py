"""wrong: entry by entry"""


def matvec(A, v):
    return A * v.T
