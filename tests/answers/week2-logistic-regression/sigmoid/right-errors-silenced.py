"""right: errors silenced"""

def sigmoid(z):
    with np.errstate(all='ignore'):
        return 1 / (1 + np.exp(-z))
