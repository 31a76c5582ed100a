"""wrong: needs as many test as training pictures"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    p, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    both = predict(p["w"], p["b"], np.hstack([X_train, X_test]))
    train, test = np.split(both, 2, axis=1)
    return {"costs": costs, "Y_prediction_test": test, "Y_prediction_train": train,
            "w": p["w"], "b": p["b"],
            "learning_rate": learning_rate, "num_iterations": num_iterations}
