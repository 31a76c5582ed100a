"""wrong: A transposed"""


def matvec(A, v):
    return A.T @ v
