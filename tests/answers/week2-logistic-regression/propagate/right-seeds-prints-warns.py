"""right: seeds, prints, warns"""

import warnings
def propagate(w, b, X, Y):
    np.random.seed(0)
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    warnings.warn('here')
    print(A)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {'dw': np.dot(X, (A - Y).T) / m, 'db': np.sum(A - Y) / m}, cost
