"""right: sigmoid of both signs"""


def sigmoid_derivative(x):
    return sigmoid(x) * sigmoid(-np.asarray(x))
