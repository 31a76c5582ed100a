"""wrong: the sign"""

def matvec(A, v):
    return -A @ v
