"""wrong: a loop

loses: speed
says: loop
"""

def matvec(A, v):
    n, m = A.shape
    return np.array([[sum(A[i, j] * v[j, 0] for j in range(m))] for i in range(n)])
