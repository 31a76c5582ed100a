"""right: s less its square"""

def sigmoid_derivative(x):
    return sigmoid(x) - sigmoid(x) ** 2
