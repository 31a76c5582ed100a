"""wrong: for a number only"""

def sigmoid(z):
    return 1 / (1 + np.e ** -float(z))
