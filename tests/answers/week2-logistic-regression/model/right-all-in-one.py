"""right: all in one"""

def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b, costs, m = np.zeros((X_train.shape[0], 1)), 0.0, [], Y_train.size
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X_train + b)))
        if i % 100 == 0:
            costs.append(
                -np.mean(Y_train * np.log(A) + (1 - Y_train) * np.log(1 - A)))
        w = w - learning_rate * X_train @ (A - Y_train).T / m
        b = b - learning_rate * np.mean(A - Y_train)
    return {'costs': costs, 'Y_prediction_test': w.T @ X_test + b > 0,
        'Y_prediction_train': w.T @ X_train + b > 0, 'w': w, 'b': b,
        'learning_rate': learning_rate, 'num_iterations': num_iterations}
