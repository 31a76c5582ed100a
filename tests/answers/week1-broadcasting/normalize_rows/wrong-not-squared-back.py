"""wrong: not squared back"""


def normalize_rows(x):
    return x / np.sum(x**2, axis=1, keepdims=True)
