"""wrong: cut off at six"""

def linear_activation_forward(A_prev, W, b, activation):
    Z, c = linear_forward(A_prev, W, b)
    return sigmoid(Z) if activation == 'sigmoid' else np.clip(Z, 0, 6), (c, Z)
