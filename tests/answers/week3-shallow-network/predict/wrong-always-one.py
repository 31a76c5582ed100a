"""wrong: always one"""

def predict(parameters, X):
    return np.ones((1, X.shape[1]))
