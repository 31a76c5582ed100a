"""right: half a tanh"""

def basic_sigmoid(x):
    return (1 + math.tanh(x / 2)) / 2
