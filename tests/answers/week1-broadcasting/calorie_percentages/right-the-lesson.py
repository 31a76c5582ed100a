"""right: the lesson"""


def calorie_percentages(A):
    cal = A.sum(axis=0)
    percentage = 100 * A / cal.reshape(1, 4)
    return percentage
