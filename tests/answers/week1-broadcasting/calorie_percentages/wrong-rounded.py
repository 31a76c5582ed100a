"""wrong: rounded"""


def calorie_percentages(A):
    return np.round(100 * A / A.sum(axis=0), 1)
