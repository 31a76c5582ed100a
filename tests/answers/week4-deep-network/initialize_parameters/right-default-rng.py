"""right: default rng"""

def initialize_parameters(n_x, n_h, n_y):
    draw = np.random.default_rng().normal
    return dict(
        W1=draw(0, 0.01, (n_h, n_x)), b1=np.zeros((n_h, 1), int),
        W2=draw(0, 0.01, (n_y, n_h)), b2=np.zeros((n_y, 1)),
    )
