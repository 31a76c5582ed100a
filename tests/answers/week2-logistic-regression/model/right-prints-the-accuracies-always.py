"""right: prints the accuracies always"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    p, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    test, train = predict(p["w"], p["b"], X_test), predict(p["w"], p["b"], X_train)
    print("train accuracy: {} %".format(100 - np.mean(np.abs(train - Y_train)) * 100))
    print("test accuracy: {} %".format(100 - np.mean(np.abs(test - Y_test)) * 100))
    return {"costs": costs, "Y_prediction_test": test, "Y_prediction_train": train,
            "w": p["w"], "b": p["b"], "learning_rate": learning_rate,
            "num_iterations": num_iterations}
