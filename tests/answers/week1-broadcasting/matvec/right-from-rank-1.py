"""right: from rank 1"""

def matvec(A, v):
    return A.dot(v.ravel()).reshape(-1, 1)
