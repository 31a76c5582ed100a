"""wrong: above 0.6"""

def predict(parameters, X):
    return forward_propagation(X, parameters)[0] > 0.6
