"""wrong: clipped at 3"""


def tanh_derivative(z):
    return 1 - np.tanh(np.clip(z, -3, 3)) ** 2
