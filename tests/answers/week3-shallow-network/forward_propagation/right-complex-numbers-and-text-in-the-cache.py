"""right: complex numbers and text in the cache"""


def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)
    cache["roots"] = np.roots([1, 0, 1])
    cache["labels"] = np.array(["cat", "no"], dtype=object)
    return A2, cache
