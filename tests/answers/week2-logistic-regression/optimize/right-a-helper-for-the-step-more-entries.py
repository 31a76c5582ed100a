"""right: a helper for the step, more entries"""

def step(parameters, grads, rate):
    return {k: v - rate * grads['d' + k] for k, v in parameters.items()}
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    p, costs = {'w': w, 'b': b}, []
    for i in range(num_iterations):
        grads, cost = propagate(X=X, Y=Y, **p)
        p = step(p, grads, learning_rate)
        if i in range(0, num_iterations, 100):
            costs.append(cost)
    return p | {'rate': learning_rate}, grads | {'cost': cost}, costs
