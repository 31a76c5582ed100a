"""right: times zero, an ordered dict"""


from collections import OrderedDict


def initialize_velocity(parameters):
    v = OrderedDict()
    for name in sorted(parameters):
        v["d" + name] = parameters[name] * 0.0
    return v
