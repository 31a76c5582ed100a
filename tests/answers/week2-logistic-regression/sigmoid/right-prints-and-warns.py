"""right: prints and warns"""

import warnings
def sigmoid(z):
    print('z is', z)
    warnings.warn('careful', RuntimeWarning)
    return 1 / (1 + np.exp(-z))
