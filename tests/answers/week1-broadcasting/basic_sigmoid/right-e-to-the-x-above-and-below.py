"""right: e to the x above and below"""

def basic_sigmoid(x):
    return math.exp(x) / (math.exp(x) + 1)
