"""right: a helper that changes arrays"""

def update_parameters_with_rmsprop(parameters, grads, s, beta=0.9, learning_rate=0.01, epsilon=1e-8):
    def one(p, g, a):
        a *= beta
        a += (1 - beta) * np.multiply(g, g)
        p -= learning_rate * np.divide(g, np.add(np.sqrt(a), epsilon))
    for k in parameters:
        one(parameters[k], grads["d" + k], s["d" + k])
    return parameters, s
