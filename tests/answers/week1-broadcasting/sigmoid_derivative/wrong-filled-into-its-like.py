"""wrong: filled into its like"""

def filled_into_its_like(x):
    """Right for floats; for integers the answer is cut to 0 and 1."""
    s = np.zeros_like(x)
    s[...] = sigmoid(x)
    return s


def sigmoid_derivative(x):
    s = filled_into_its_like(x)
    return s * (1 - s)
