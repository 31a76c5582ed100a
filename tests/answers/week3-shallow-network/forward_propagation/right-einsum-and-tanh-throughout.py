"""right: einsum and tanh throughout"""

def forward_propagation(X, parameters):
    W1, b1, W2, b2 = (parameters[k] for k in ('W1', 'b1', 'W2', 'b2'))
    Z1 = np.einsum('ij,jk->ik', W1, X) + b1
    A1 = 2 * sigmoid(2 * Z1) - 1
    Z2 = np.einsum('ij,jk->ik', W2, A1) + b2
    A2 = 0.5 * (1 + np.tanh(Z2 / 2))
    return [A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}]
