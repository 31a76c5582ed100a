"""right: a decorated one that draws"""

import functools
import matplotlib
matplotlib.use('Agg')
from matplotlib import pyplot as plt
def plotted(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        d = function(*args, **kwargs)
        plt.plot(np.squeeze(d['costs']))
        plt.close('all')
        return d
    return inner
@plotted
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, grads, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = parameters['w'], parameters['b']
    return {'costs': costs, 'Y_prediction_test': predict(w, b, X_test),
        'Y_prediction_train': predict(w, b, X_train), 'w': w, 'b': b,
        'learning_rate': learning_rate, 'num_iterations': num_iterations}
