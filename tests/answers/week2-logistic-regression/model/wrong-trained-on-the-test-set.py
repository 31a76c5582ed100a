"""wrong: trained on the test set"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_test.shape[0])
    p, _, costs = optimize(w, b, X_test, Y_test, num_iterations, learning_rate, print_cost)
    return {"costs": costs, "Y_prediction_test": predict(p["w"], p["b"], X_test),
            "Y_prediction_train": predict(p["w"], p["b"], X_train), "w": p["w"], "b": p["b"],
            "learning_rate": learning_rate, "num_iterations": num_iterations}
