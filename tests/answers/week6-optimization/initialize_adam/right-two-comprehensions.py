"""right: two comprehensions"""


def initialize_adam(parameters):
    return tuple({"d" + k: np.zeros_like(x) for k, x in parameters.items()} for _ in range(2))
