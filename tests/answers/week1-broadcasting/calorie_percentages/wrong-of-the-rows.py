"""wrong: of the rows"""


def calorie_percentages(A):
    return 100 * A / A.sum(axis=1, keepdims=True)
