"""right: a power of minus one half"""

def update_parameters_with_rmsprop(parameters, grads, s, beta=0.9, learning_rate=0.01, epsilon=1e-8):
    p, q = {}, {}
    for k in parameters:
        g = grads["d" + k]
        q["d" + k] = beta * s["d" + k] + (1 - beta) * g ** 2
        p[k] = parameters[k] - learning_rate * g * (q["d" + k] + epsilon) ** -0.5
    return p, q
