"""right: floor of numpy, dev gets the rest"""

def split_sizes(m):
    frac = np.array([0.6, 0.2, 0.2]) if m <= 1e4 else np.array([0.98, 0.01, 0.01])
    train, _, test = np.floor(frac * m + 1e-9).astype(int)
    return train, m - train - test, test
