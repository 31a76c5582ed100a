"""right: halves of the absolute value"""


def leaky_relu(z):
    return 0.505 * z + 0.495 * np.abs(z)
