"""right: the template"""


def relu(z):
    A = np.maximum(0, z)
    assert A.shape == z.shape
    return A
