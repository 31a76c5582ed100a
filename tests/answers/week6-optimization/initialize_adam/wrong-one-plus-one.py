"""wrong: one plus one

says: no entry
"""


def initialize_adam(parameters):
    L = len(parameters) // 2
    v = {}
    s = {}
    for l in range(L):
        v["dW" + str(1 + 1)] = np.zeros(parameters["W" + str(1 + 1)].shape)
        v["db" + str(1 + 1)] = np.zeros(parameters["b" + str(1 + 1)].shape)
        s["dW" + str(1 + 1)] = np.zeros(parameters["W" + str(1 + 1)].shape)
        s["db" + str(1 + 1)] = np.zeros(parameters["b" + str(1 + 1)].shape)
    return v, s
