"""right: an ordered dict"""


from collections import OrderedDict


def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(np.multiply(Y, np.log(A)) + np.multiply(1 - Y, np.log(1 - A))) / m
    grads = OrderedDict()
    grads["db"] = np.sum(A - Y) / m
    grads["dw"] = np.dot(X, (A - Y).T) / m
    return grads, cost
