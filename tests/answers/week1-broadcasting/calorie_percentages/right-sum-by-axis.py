"""right: sum by axis"""

def calorie_percentages(A):
    return 100 * A / A.sum(axis=0)
