"""right: transposed twice"""


def matvec(A, v):
    return (v.T @ A.T).T
