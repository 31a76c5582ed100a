"""wrong: two axes at least"""

def slope_by_quotient(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def sigmoid_derivative(x):
    return slope_by_quotient(np.atleast_2d(x))
