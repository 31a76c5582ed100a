"""right: multiplied and summed"""

def matvec(A, v):
    return (A * v.T).sum(axis=1, keepdims=True)
