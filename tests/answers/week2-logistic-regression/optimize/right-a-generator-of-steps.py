"""right: a generator of steps"""


def steps(w, b, X, Y, rate):
    while True:
        grads, cost = propagate(w, b, X, Y)
        w, b = w - rate * grads["dw"], b - rate * grads["db"]
        yield w, b, grads, cost


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i, (w, b, grads, cost) in zip(range(num_iterations), steps(w, b, X, Y, learning_rate)):
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
