"""wrong: the input"""

def sigmoid(x):
    return x
