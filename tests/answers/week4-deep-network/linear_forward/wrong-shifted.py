"""wrong: shifted"""

def linear_forward(A, W, b):
    return W @ A + b + 1e-3, (A, W, b)
