"""wrong: a half"""

def L_model_forward(X, parameters):
    return np.full((1, X.shape[1]), 0.5), []
