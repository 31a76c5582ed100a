"""right: prints and asserts"""


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    assert w.shape == (X.shape[0], 1) and Y.shape == (1, X.shape[1])
    costs = list()
    for i in range(0, num_iterations, 1):
        grads, cost = propagate(w, b, X, Y)
        w, b = (w - learning_rate * grads["dw"]), (b - learning_rate * grads["db"])
        if i % 100 == 0:
            costs.append(np.squeeze(cost))
            print(f"step {i}, cost {np.squeeze(cost):.4f}")
    assert w.shape == grads["dw"].shape
    return {"w": w, "b": b}, grads, costs
