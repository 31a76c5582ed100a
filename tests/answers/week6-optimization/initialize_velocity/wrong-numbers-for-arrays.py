"""wrong: numbers for arrays

says: is a number, where
"""


def initialize_velocity(parameters):
    return {"d" + name: 0.0 for name in parameters}
