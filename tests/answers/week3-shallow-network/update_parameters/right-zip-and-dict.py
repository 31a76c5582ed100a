"""right: zip and dict"""


def update_parameters(parameters, grads, learning_rate=1.2):
    names = ["W1", "b1", "W2", "b2"]
    values = [np.subtract(parameters[n], np.multiply(learning_rate, grads["d" + n])) for n in names]
    return dict(zip(names, values))
