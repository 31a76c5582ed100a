"""wrong: two in the denominator"""

def basic_sigmoid(x):
    return 1 / (2 + math.exp(-x))
