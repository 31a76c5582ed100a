"""wrong: the vector"""

def matvec(A, v):
    return v
