"""right: an ordered dict"""

from collections import OrderedDict
def model(Xt, Yt, Xs, Ys, n=2000, rate=0.5, show=False, seed=None):
    out = OrderedDict(learning_rate=rate, num_iterations=n)
    w, b = initialize_with_zeros(Xt.shape[0])
    params, _, out['costs'] = optimize(w, b, Xt, Yt, n, rate)
    out.update(params)
    out['Y_prediction_test'] = predict(out['w'], out['b'], Xs)
    out['Y_prediction_train'] = predict(out['w'], out['b'], Xt)
    return out
