"""wrong: dW squeezed"""

def linear_activation_backward(dA, cache, activation):
    Z = cache[1]
    s = sigmoid(Z)
    slope = Z > 0 if activation == 'relu' else s * (1 - s)
    dA_prev, dW, db = linear_backward(dA * slope, cache[0])
    return dA_prev, np.squeeze(dW), db
