"""wrong: parameters set to zero

named: in-place
loses: form
"""


def initialize_velocity(parameters):
    v = {}
    for name, value in parameters.items():
        value *= 0
        v["d" + name] = value
    return v
