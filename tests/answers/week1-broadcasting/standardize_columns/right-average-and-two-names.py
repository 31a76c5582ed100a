"""right: average and two names"""


def standardize_columns(X, ddof=0):
    centred = X - np.average(X, axis=0)[np.newaxis, :]
    return centred / np.sqrt(np.average(centred**2, axis=0)[np.newaxis, :])
