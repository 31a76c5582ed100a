"""right: reduce"""


from functools import reduce


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    def step(state, i):
        w, b, _, costs = state
        grads, cost = propagate(w, b, X, Y)
        kept = [*costs, cost] if i % 100 == 0 else costs
        return w - learning_rate * grads["dw"], b - learning_rate * grads["db"], grads, kept

    w, b, grads, costs = reduce(step, range(num_iterations), (w, b, None, []))
    return {"w": w, "b": b}, grads, costs
