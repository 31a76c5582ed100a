"""right: without propagate"""

def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    m, costs, w = X.shape[1], [], w.copy()
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if i % 100 == 0:
            costs.append(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
        dw, db = X @ (A - Y).T / m, np.mean(A - Y)
        w -= learning_rate * dw
        b -= learning_rate * db
    return {'w': w, 'b': b}, {'dw': dw, 'db': db}, costs
