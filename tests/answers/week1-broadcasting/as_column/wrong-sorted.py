"""wrong: sorted"""

def as_column(a):
    return np.sort(a.reshape(-1, 1), axis=0)
