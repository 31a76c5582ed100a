"""wrong: two in the denominator"""

def sigmoid(z):
    return 1 / (2 + np.exp(-z))
