"""right: norm and None"""

def normalize_rows(x):
    return x / np.linalg.norm(x, ord=2, axis=1)[:, None]
