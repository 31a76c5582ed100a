"""right: einsum and lists"""

def linear_forward(A, W, b):
    return [np.einsum('ij,jk->ik', W, A) + b.reshape(-1, 1), (A, W, b)]
