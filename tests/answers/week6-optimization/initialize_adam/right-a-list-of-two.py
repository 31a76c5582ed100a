"""right: a list of two"""


def initialize_adam(parameters):
    v, s = {}, {}
    for name in parameters:
        v["d" + name] = np.zeros(np.shape(parameters[name]))
        s["d" + name] = np.zeros(np.shape(parameters[name]))
    return [v, s]
