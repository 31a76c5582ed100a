"""wrong: the input"""

def softmax(x):
    return x
