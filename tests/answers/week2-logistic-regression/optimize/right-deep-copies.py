"""right: deep copies"""

import copy
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, b, costs = copy.deepcopy(w), copy.deepcopy(b), []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw, db = grads['dw'], grads['db']
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
            print('Cost after', i, cost)
    params = {'w': w, 'b': b}
    grads = {'dw': dw, 'db': db}
    return params, grads, costs
