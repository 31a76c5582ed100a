"""wrong: softplus"""

def linear_activation_forward(A_prev, W, b, activation):
    Z, c = linear_forward(A_prev, W, b)
    return np.log1p(np.exp(Z)), (c, Z)
