"""right: add.reduce"""


def calorie_percentages(A):
    return 100.0 * A / np.add.reduce(A, axis=0)[None, :]
