"""wrong: a loop over the rows

loses: speed
"""


def matvec(A, v):
    n, m = A.shape
    u = np.zeros((n, 1))
    for i in range(n):
        for j in range(m):
            u[i] += A[i][j] * v[j]
    return u
