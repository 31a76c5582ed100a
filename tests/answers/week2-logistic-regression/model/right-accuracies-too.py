"""right: accuracies too"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(len(X_train))
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    d = dict(params)
    d["costs"] = costs
    d["Y_prediction_train"] = predict(d["w"], d["b"], X_train)
    d["Y_prediction_test"] = predict(d["w"], d["b"], X_test)
    d["train_accuracy"] = np.mean(d["Y_prediction_train"] == Y_train)
    d["test_accuracy"] = np.mean(d["Y_prediction_test"] == Y_test)
    d["learning_rate"] = learning_rate
    d["num_iterations"] = num_iterations
    return d
