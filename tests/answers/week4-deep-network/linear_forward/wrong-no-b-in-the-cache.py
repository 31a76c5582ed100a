"""wrong: no b in the cache"""

def linear_forward(A, W, b):
    return W @ A + b, (A, W)
