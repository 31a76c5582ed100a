"""right: at sign"""

def matvec(A, v):
    return A @ v
