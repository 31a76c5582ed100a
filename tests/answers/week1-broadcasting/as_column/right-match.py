"""right: match"""


def as_column(a):
    match a.shape:
        case (n,):
            return a.reshape(n, 1)
        case (1, n):
            return a.reshape(n, 1)
        case (n, 1):
            return a.copy()
