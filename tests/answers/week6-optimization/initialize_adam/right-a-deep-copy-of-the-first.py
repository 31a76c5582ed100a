"""right: a deep copy of the first"""


import copy


def initialize_adam(parameters):
    v = {"d" + name: value - value for name, value in parameters.items()}
    return v, copy.deepcopy(v)
