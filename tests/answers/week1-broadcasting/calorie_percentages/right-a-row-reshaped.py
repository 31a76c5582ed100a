"""right: a row reshaped"""

def calorie_percentages(A):
    return A / A.sum(0).reshape(1, 4) * 100
