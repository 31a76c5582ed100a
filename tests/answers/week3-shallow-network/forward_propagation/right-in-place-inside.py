"""right: in place inside"""

def forward_propagation(X, parameters):
    Z1 = np.matmul(parameters['W1'], X)
    Z1 += parameters['b1']
    A1 = np.tanh(Z1)
    Z2 = np.add(np.matmul(parameters['W2'], A1), parameters['b2'])
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)
