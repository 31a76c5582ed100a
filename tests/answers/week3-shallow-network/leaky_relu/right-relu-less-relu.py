"""right: relu less relu"""


def leaky_relu(z):
    return relu(z) - 0.01 * relu(-z)
