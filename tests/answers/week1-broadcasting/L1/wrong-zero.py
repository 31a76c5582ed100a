"""wrong: zero

keeps: nothing
"""

def L1(yhat, y):
    return 0
