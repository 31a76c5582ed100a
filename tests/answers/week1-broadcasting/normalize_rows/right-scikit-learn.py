"""right: scikit-learn"""


from sklearn.preprocessing import normalize


def normalize_rows(x):
    return normalize(x, axis=1)
