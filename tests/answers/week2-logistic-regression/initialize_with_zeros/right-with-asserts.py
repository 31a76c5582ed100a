"""right: with asserts"""

def initialize_with_zeros(dim):
    w = np.zeros(shape=(dim, 1))
    b = float(0)
    assert w.shape == (dim, 1)
    assert isinstance(b, float)
    return w, b
