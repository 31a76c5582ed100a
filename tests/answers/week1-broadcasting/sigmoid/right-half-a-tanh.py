"""right: half a tanh"""

def sigmoid(x):
    return 0.5 + 0.5 * np.tanh(np.asarray(x) / 2)
