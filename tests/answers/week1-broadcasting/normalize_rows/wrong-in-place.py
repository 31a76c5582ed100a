"""wrong: in place"""


def normalize_rows(x):
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x
