"""wrong: tanh"""

def relu(z):
    return np.tanh(z)
