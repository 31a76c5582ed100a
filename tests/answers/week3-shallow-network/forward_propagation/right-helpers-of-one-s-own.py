"""right: helpers of one's own"""


def linear(W, A, b):
    return W.dot(A) + b


def logistic(z):
    return 0.5 * np.tanh(0.5 * z) + 0.5


def forward_propagation(X, parameters):
    Z1 = linear(parameters["W1"], X, parameters["b1"])
    A1 = np.sinh(Z1) / np.cosh(Z1)
    Z2 = linear(parameters["W2"], A1, parameters["b2"])
    A2 = logistic(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "W1": parameters["W1"], "name": "tanh"}
