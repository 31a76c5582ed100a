"""wrong: all products for a diagonal

loses: speed
"""


def normalize_rows(x):
    return np.diag(1 / np.sqrt(np.diag(x @ x.T))) @ x
