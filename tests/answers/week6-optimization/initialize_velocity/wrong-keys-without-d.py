"""wrong: keys without d

named: without-d
"""


def initialize_velocity(parameters):
    return {name: np.zeros_like(value) for name, value in parameters.items()}
