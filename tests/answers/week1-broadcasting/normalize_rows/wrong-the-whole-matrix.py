"""wrong: the whole matrix"""


def normalize_rows(x):
    return x / np.linalg.norm(x)
