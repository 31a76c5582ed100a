"""wrong: rounded"""

def basic_sigmoid(x):
    return round(x)
