"""wrong: numbers in place of the arguments

never says: It builds on
"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    p, _, costs = optimize(w, b, X_train, Y_train, 100, 0.009, False)
    return {"costs": costs, "w": p["w"], "b": p["b"], "Y_prediction_train": predict(p["w"], p["b"], X_train), "Y_prediction_test": predict(p["w"], p["b"], X_test), "learning_rate": learning_rate, "num_iterations": num_iterations}
