"""right: modulo of the count from one"""


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(1, num_iterations + 1):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if (i - 1) % 100 == 0:
            costs.append(float(cost))
        if print_cost and (i - 1) % 100 == 0:
            print("Cost after iteration {}: {}".format(i - 1, cost))
    return dict(w=w, b=b), dict(dw=grads["dw"], db=grads["db"]), costs
