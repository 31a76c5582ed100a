"""wrong: squeezed"""

def linear_activation_forward(A_prev, W, b, activation):
    Z, c = linear_forward(A_prev, W, b)
    return np.squeeze(sigmoid(Z) if activation == 'sigmoid' else relu(Z)), (c, Z)
