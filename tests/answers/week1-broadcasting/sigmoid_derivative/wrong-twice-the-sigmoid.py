"""wrong: twice the sigmoid"""

def sigmoid_derivative(x):
    return 2 * sigmoid(x)
