"""right: nested function"""


def sigmoid_derivative(x):
    def slope(s):
        return s - np.square(s)

    return slope(sigmoid(x))
