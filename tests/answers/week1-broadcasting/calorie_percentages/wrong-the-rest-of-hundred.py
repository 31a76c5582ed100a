"""wrong: the rest of hundred"""

def calorie_percentages(A):
    return 100 - 100 * A / A.sum(0)
