"""wrong: a comprehension over the columns

loses: speed
"""


def standardize_columns(X):
    return np.column_stack([(c - c.mean()) / c.std() for c in X.T])
