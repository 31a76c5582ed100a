"""wrong: a bell"""

def softmax(x):
    return np.exp(-x ** 2)
