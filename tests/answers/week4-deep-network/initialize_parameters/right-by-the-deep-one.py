"""right: by the deep one"""


def initialize_parameters(n_x, n_h, n_y):
    shapes = {"W1": (n_h, n_x), "W2": (n_y, n_h)}
    parameters = {name: np.random.normal(scale=0.01, size=shape) for name, shape in shapes.items()}
    parameters.update(b1=np.zeros((n_h, 1)), b2=np.zeros((n_y, 1)))
    return parameters
