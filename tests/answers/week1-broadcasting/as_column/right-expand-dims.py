"""right: expand dims"""

def as_column(a):
    return np.expand_dims(a.flatten(), 1)
