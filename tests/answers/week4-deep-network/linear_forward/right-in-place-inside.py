"""right: in place inside"""

def linear_forward(A, W, b):
    Z = W.dot(A)
    Z += b
    assert Z.shape == (W.shape[0], A.shape[1])
    return Z, [A, W, b]
