"""wrong: zero

keeps: nothing
"""

def compute_cost(AL, Y):
    return 0.0
