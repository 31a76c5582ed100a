"""wrong: always a half"""

def basic_sigmoid(x):
    return 0.5
