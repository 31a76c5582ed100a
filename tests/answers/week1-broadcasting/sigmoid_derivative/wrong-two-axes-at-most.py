"""wrong: two axes at most"""

def slope_by_quotient(x):
    e = np.exp(-np.abs(x))
    return e / (1 + e) ** 2


def sigmoid_derivative(x):
    return slope_by_quotient(x).reshape(np.shape(x)[:2])
