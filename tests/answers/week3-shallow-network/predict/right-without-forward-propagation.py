"""right: without forward_propagation"""


def predict(parameters, X, threshold=0.5):
    A1 = np.tanh(parameters["W1"] @ X + parameters["b1"])
    A2 = 1 / (1 + np.exp(-(parameters["W2"] @ A1 + parameters["b2"])))
    return np.array(A2 > threshold, dtype=bool)
