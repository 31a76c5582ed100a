"""wrong: zero"""

def L1(yhat, y):
    return 0
