"""right: partial"""

import functools
def logistic(top, z):
    return top / (1 + np.exp(-z))
sigmoid = functools.partial(logistic, 1.0)
