"""right: transposed"""

def normalize_rows(x):
    return (x.T / np.sqrt((x * x).sum(axis=1))).T
