"""right: from rank 1"""

def predict(weights, bias, pictures, threshold=0.5):
    a = sigmoid(weights[:, 0] @ pictures + bias)
    return np.array([a > threshold], dtype=int)
