"""wrong: zero"""

def L2(yhat, y):
    return 0
