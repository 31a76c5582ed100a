"""wrong: zero

keeps: nothing
"""

def L2(yhat, y):
    return 0
