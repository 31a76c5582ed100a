"""right: costs 0-d and a while"""

def optimize(w, b, X, Y, n=100, rate=0.009, show=False):
    i, costs = 0, []
    while i < n:
        grads, cost = propagate(w, b, X, Y)
        w, b = w - rate * grads['dw'], b - rate * grads['db']
        if not i % 100:
            costs += [np.array(cost)]
        i += 1
    return {'w': w, 'b': b}, grads, costs
