"""wrong: a loop

loses: speed
says: loop
"""

import math
def sigmoid(z):
    def one(x):
        return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))
    return np.vectorize(one)(z)
