"""right: an ordered dict and expit"""


from collections import OrderedDict

from scipy.special import expit


def forward_propagation(X, parameters):
    cache = OrderedDict()
    cache["Z1"] = parameters["W1"] @ X + parameters["b1"]
    cache["A1"] = np.tanh(cache["Z1"])
    cache["Z2"] = parameters["W2"] @ cache["A1"] + parameters["b2"]
    cache["A2"] = expit(cache["Z2"])
    return cache["A2"], cache
