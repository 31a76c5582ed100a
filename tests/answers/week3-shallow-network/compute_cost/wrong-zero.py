"""wrong: zero

keeps: nothing
"""

def compute_cost(A2, Y):
    return 0.0
