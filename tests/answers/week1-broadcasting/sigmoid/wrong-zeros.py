"""wrong: zeros"""

def sigmoid(x):
    return np.zeros_like(x)
