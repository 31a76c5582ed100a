"""right: zeros like"""


def initialize_velocity(parameters):
    return {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
