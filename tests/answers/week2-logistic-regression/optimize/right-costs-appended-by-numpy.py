"""right: costs appended by NumPy"""

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = np.array([])
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = np.subtract(w, learning_rate * grads['dw'])
        b = b - learning_rate * grads['db']
        costs = np.append(costs, cost) if i % 100 == 0 else costs
    return {'w': w, 'b': b}, grads, list(costs)
