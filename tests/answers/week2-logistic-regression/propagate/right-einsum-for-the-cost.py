"""right: einsum for the cost"""


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.einsum("ij,ik->jk", w, X) + b)
    cost = -(np.einsum("ij,ij->", Y, np.log(A)) + np.einsum("ij,ij->", 1 - Y, np.log(1 - A))) / m
    return {"dw": np.einsum("ik,jk->ij", X, A - Y) / m, "db": np.einsum("ij->", A - Y) / m}, cost
