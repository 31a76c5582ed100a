"""right: expand dims"""


def normalize_rows(x):
    norms = np.sqrt(np.square(x).sum(axis=-1))
    return np.divide(x, np.expand_dims(norms, axis=1))
