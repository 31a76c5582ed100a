"""wrong: keys without d

named: without-d
"""


def initialize_adam(parameters):
    L = len(parameters) // 2
    v = {}
    s = {}
    for l in range(L):
        v["W" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        v["b" + str(l + 1)] = np.zeros(parameters["b" + str(l + 1)].shape)
        s["W" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        s["b" + str(l + 1)] = np.zeros(parameters["b" + str(l + 1)].shape)
    return v, s
