"""wrong: twice as steep"""

def sigmoid(z):
    return 1 / (1 + np.exp(-2 * z))
