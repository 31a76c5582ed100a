"""right: more entries"""

def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    np.random.seed(1)
    w, b = np.zeros((X_train.shape[0], 1)), 0
    steps = num_iterations
    p, grads, costs = optimize(w, b, X_train, Y_train, steps, learning_rate, True)
    d = {'costs': costs, 'grads': grads, 'params': p, 'w': p['w'], 'b': p['b']}
    for name, X in (('test', X_test), ('train', X_train)):
        d[f'Y_prediction_{name}'] = predict(p['w'], p['b'], X)
    d['learning_rate'], d['num_iterations'] = learning_rate, num_iterations
    return d
