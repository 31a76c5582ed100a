"""wrong: cache in another order"""


def linear_forward(A, W, b):
    return W @ A + b, (W, A, b)
