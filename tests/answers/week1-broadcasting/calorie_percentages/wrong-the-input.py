"""wrong: the input"""

def calorie_percentages(A):
    return A
