"""wrong: squeezed"""

def linear_forward(A, W, b):
    return np.squeeze(W @ A + b), (A, W, b)
