"""wrong: s and v one object

named: one-object
loses: form
says: one and the same
"""


def initialize_adam(parameters):
    v = s = {}
    for name, value in parameters.items():
        v["d" + name] = np.zeros_like(value)
        s["d" + name] = np.zeros_like(value)
    return v, s
