"""wrong: transposed"""


def matvec(A, v):
    return (A @ v).T
