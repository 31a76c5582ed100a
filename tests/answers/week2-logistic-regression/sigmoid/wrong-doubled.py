"""wrong: doubled"""

def sigmoid(z):
    return 2 / (1 + np.exp(-z))
