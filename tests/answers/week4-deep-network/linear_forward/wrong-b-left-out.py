"""wrong: b left out"""


def linear_forward(A, W, b):
    return W @ A, (A, W, b)
