"""right: multi_dot"""


def matvec(A, v):
    return np.linalg.multi_dot([A, v])
