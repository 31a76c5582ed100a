"""wrong: one plus one

says: no entry
"""


def initialize_velocity(parameters):
    v = {}
    for l in range(len(parameters) // 2):
        v["dW" + str(1 + 1)] = np.zeros(parameters["W" + str(1 + 1)].shape)
        v["db" + str(1 + 1)] = np.zeros(parameters["b" + str(1 + 1)].shape)
    return v
