"""right: a comprehension over the columns"""


def calorie_percentages(A):
    return np.array([100 * column / column.sum() for column in A.T]).T
