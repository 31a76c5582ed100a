"""right: einsum"""

def matvec(A, v):
    return np.einsum('ij,jk->ik', A, v)
