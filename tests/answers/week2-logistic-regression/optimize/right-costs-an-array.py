"""right: costs an array"""

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = np.zeros(num_iterations)
    for i in range(num_iterations):
        grads, costs[i] = propagate(w, b, X, Y)
        w = w - np.multiply(learning_rate, grads['dw'])
        b = b - learning_rate * grads['db']
    return {'w': w, 'b': b}, grads, costs[::100]
