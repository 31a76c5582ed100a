"""right: sigmoid called twice"""

def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))
