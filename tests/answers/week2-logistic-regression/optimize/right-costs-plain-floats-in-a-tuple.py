"""right: costs plain floats in a tuple"""

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    history = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads['dw']
        b = b - learning_rate * grads['db']
        history.append(float(cost))
    return {'w': w, 'b': b}, grads, tuple(history[::100])
