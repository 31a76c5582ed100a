"""right: a class inside"""


class Neuron:
    def __init__(self, w, b):
        self.w, self.b, self.costs = w.copy(), b, []

    def step(self, X, Y, rate):
        self.grads, cost = propagate(self.w, self.b, X, Y)
        self.w = self.w - rate * self.grads["dw"]
        self.b = self.b - rate * self.grads["db"]
        return cost


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    neuron = Neuron(w, b)
    for i in range(num_iterations):
        cost = neuron.step(X, Y, learning_rate)
        if i % 100 == 0:
            neuron.costs.append(cost)
    return {"w": neuron.w, "b": neuron.b}, neuron.grads, neuron.costs
