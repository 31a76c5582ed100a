"""right: a loop over the thresholds"""

def predict(w, b, X):
    m = X.shape[1]
    P = np.zeros((1, m))
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            P[0, i] = 1
        else:
            P[0, i] = 0
    return P
