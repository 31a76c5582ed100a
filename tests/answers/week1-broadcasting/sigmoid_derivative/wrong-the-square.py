"""wrong: the square"""

def sigmoid_derivative(x):
    return sigmoid(x) ** 2
