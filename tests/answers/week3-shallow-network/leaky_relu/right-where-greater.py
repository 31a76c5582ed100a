"""right: where greater"""


def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, z * slope)
