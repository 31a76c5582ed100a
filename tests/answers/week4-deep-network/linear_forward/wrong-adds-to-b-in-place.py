"""wrong: adds to b in place"""


def linear_forward(A, W, b):
    b += 0.5
    Z = W @ A + b
    return Z, (A, W, b)
