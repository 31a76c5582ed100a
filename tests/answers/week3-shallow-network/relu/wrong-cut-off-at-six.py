"""wrong: cut off at six"""


def relu(z):
    return np.clip(z, 0, 6)
