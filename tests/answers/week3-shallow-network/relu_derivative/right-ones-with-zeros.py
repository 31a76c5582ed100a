"""right: ones with zeros"""


def relu_derivative(z):
    dz = np.ones_like(z)
    dz[z < 0] = 0
    return dz
