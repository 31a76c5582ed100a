"""right: rest to the test set"""

def split_sizes(m):
    a, b = (0.6, 0.2) if m <= 10000 else (0.98, 0.01)
    n_train, n_dev = int(m * a), int(m * b)
    return n_train, n_dev, m - n_train - n_dev
