"""right: keyword arguments gathered"""


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    settings = {"num_iterations": num_iterations, "learning_rate": learning_rate}
    params, _, costs = optimize(
        *initialize_with_zeros(X_train.shape[0]), X_train, Y_train, print_cost=print_cost, **settings
    )
    predictions = {
        f"Y_prediction_{name}": predict(params["w"], params["b"], X)
        for name, X in {"train": X_train, "test": X_test}.items()
    }
    return {"costs": costs} | predictions | params | settings
