"""right: by keyword"""

def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(dim=len(X_train))
    params, _, costs = optimize(w=w, b=b, X=X_train, Y=Y_train, print_cost=print_cost,
        learning_rate=learning_rate, num_iterations=num_iterations)
    return dict(costs=costs, Y_prediction_test=predict(X=X_test, **params),
        Y_prediction_train=predict(X=X_train, **params), **params,
        learning_rate=learning_rate, num_iterations=num_iterations)
