"""right: decorated"""

import functools, time
def timed(function):
    @functools.wraps(function)
    def inner(*args, **kwargs):
        start = time.time()
        result = function(*args, **kwargs)
        print('took', time.time() - start)
        return result
    return inner
@timed
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
