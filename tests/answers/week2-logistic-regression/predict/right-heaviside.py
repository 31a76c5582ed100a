"""right: heaviside"""

def predict(w, b, X):
    return np.heaviside(sigmoid(np.einsum('ij,ik->jk', w, X) + b) - 0.5, 0)
