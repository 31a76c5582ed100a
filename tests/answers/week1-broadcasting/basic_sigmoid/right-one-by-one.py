"""right: one by one"""

def basic_sigmoid(x):
    return np.array([[1 / (1 + math.e ** (-x))]])
