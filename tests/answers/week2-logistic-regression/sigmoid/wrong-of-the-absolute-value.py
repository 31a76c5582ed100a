"""wrong: of the absolute value"""

def sigmoid(z):
    return 1 / (1 + np.exp(-abs(z)))
