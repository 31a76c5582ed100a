"""right: booleans and arrays"""

def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    p, g, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    test = predict(p['w'], p['b'], X_test) == 1
    train = predict(p['w'], p['b'], X_train).astype(float)
    print('train', 100 - np.mean(np.abs(train - Y_train)) * 100)
    return {'costs': np.array(costs), 'Y_prediction_test': test,
        'Y_prediction_train': train, 'w': p['w'], 'b': np.array([[p['b']]]),
        'learning_rate': np.float64(learning_rate), 'num_iterations': num_iterations}
