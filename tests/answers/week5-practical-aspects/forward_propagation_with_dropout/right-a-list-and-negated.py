"""right: a list and negated"""

def forward_propagation_with_dropout(X, parameters, keep_prob=0.5):
    W1, b1, W2, b2, W3, b3 = [parameters[k] for k in ("W1", "b1", "W2", "b2", "W3", "b3")]
    Z1 = W1.dot(X) + b1
    D1 = ~(np.random.uniform(0, 1, size=Z1.shape) >= keep_prob)
    A1 = relu(Z1) * D1 * (1 / keep_prob)
    Z2 = W2.dot(A1) + b2
    D2 = np.random.uniform(size=Z2.shape) < keep_prob
    A2 = D2 * relu(Z2) * (1 / keep_prob)
    Z3 = W3.dot(A2) + b3
    A3 = sigmoid(Z3)
    return [A3, [Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3]]
