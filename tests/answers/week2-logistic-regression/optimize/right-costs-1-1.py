"""right: costs (1, 1)"""

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, np.array([[b]]).reshape(1, 1), X, Y)
        w = w - learning_rate * grads['dw']
        b = b - learning_rate * np.array([[grads['db']]])
        if i % 100 == 0:
            costs.append(np.array([[cost]]))
    return {'w': w, 'b': b}, {'dw': grads['dw'], 'db': np.array([grads['db']])}, costs
