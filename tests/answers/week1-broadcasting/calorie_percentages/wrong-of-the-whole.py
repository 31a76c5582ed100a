"""wrong: of the whole"""


def calorie_percentages(A):
    return 100 * A / A.sum()
