"""right: a loop"""

def backward_propagation_with_dropout(X, Y, cache, keep_prob):
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    m, out, dZ = Y.shape[1], {}, A3 - Y
    for l, A, W, D in ((3, A2, W3, D2), (2, A1, W2, D1), (1, X, W1, None)):
        out[f"dW{l}"], out[f"db{l}"] = dZ @ A.T / m, dZ.mean(axis=1, keepdims=True)
        if D is not None:
            dZ = W.T @ dZ * D / keep_prob * np.where(A > 0, 1, 0)
    return out
