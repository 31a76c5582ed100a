"""right: a dict with attributes"""


class Cache(dict):
    __getattr__ = dict.__getitem__
def forward_propagation(X, parameters):
    c = Cache()
    c["Z1"] = parameters["W1"] @ X + parameters["b1"]; c["A1"] = np.tanh(c.Z1)
    c["Z2"] = parameters["W2"] @ c.A1 + parameters["b2"]; c["A2"] = sigmoid(c.Z2)
    return c.A2, c
