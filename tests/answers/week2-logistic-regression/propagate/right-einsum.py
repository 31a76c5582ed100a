"""right: einsum"""

def propagate(w, b, X, Y):
    m = Y.size
    A = sigmoid(np.einsum('ij,ik->jk', w, X) + b)
    cost = np.where(Y == 1, -np.log(A), -np.log(1 - A)).mean()
    dw = np.einsum('ik,jk->ij', X, A - Y) / m
    return {'dw': dw, 'db': np.einsum('ij->', A - Y) / m}, cost
