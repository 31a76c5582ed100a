"""wrong: squeezed"""

def predict(parameters, X):
    return np.squeeze(forward_propagation(X, parameters)[0]) > 0.5
