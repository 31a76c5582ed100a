"""right: a random state"""


def initialize_parameters(n_x, n_h, n_y, seed=0):
    random = np.random.RandomState(seed)
    return dict(
        W1=0.01 * random.randn(n_h, n_x),
        b1=np.zeros((n_h, 1)),
        W2=0.01 * random.randn(n_y, n_h),
        b2=np.zeros((n_y, 1)),
    )
